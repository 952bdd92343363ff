import { useT } from '../../i18n';
import { Progress, RadioGroup } from '../../ui';
import { openBackup } from './actions';
import { changeForm, useForm } from './form';
import { DepartmentField, NameField, Sheet } from './Forms';

/** For whoever has a backup and no longer the computer that the workspace was on. */
export function BackupForm() {
  const t = useT('welcome');
  const { comesAs, busy } = useForm();
  return (
    <Sheet
      title={t('backup.title')}
      lead={t('backup.lead')}
      submit={t('backup.submit')}
      onSubmit={openBackup}
      hasBack
    >
      <RadioGroup
        label={t('backup.as')}
        value={comesAs}
        onChange={(chosen) => changeForm({ comesAs: chosen })}
        options={[
          { id: 'code', label: t('backup.code') },
          { id: 'owner', label: t('backup.owner') },
        ]}
        hint={comesAs === 'owner' ? t('backup.ownerHint') : undefined}
      />
      {comesAs === 'owner' ? (
        <>
          <NameField />
          <DepartmentField fixed={null} />
        </>
      ) : null}
      {busy === 'backup' ? <Progress>{t('backup.working')}</Progress> : null}
    </Sheet>
  );
}
