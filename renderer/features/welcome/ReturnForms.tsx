import { hasHost } from '../../client';
import { useT } from '../../i18n';
import { TextField, Progress, RadioGroup } from '../../ui';
import { findHost, recoverHere, followMoved, openBackup } from './actions';
import { changeForm, useForm } from './form';
import { AddressField, Sheet, DepartmentField, NameField } from './Forms';

/** For a person who lost all devices: asks for the host's address, if it is not known yet, then for the recovery code. */
export function RecoverForm() {
  return hasHost() ? <CodeForm /> : <AddressForm />;
}

function CodeForm() {
  const t = useT('welcome');
  const { code, isTried } = useForm();
  return (
    <Sheet
      title={t('recover.title')}
      lead={t('recover.text')}
      submit={t('recover.submit')}
      onSubmit={recoverHere}
      hasBack
    >
      <TextField
        label={t('recover.code')}
        hint={t('recover.codeHint')}
        value={code}
        onChange={(value) => changeForm({ code: value })}
        problem={isTried && code.trim() === '' ? t('recover.needCode') : null}
        isMultiline
        autoFocus
      />
      <p>{t('recover.none')}</p>
    </Sheet>
  );
}

function AddressForm() {
  const t = useT('welcome');
  return (
    <Sheet
      title={t('recover.title')}
      lead={t('recover.where')}
      submit={t('recover.next')}
      onSubmit={findHost}
      hasBack
    >
      <AddressField label={t('recover.address')} />
    </Sheet>
  );
}

/** For a member of a workspace whose host has moved to another computer. */
export function MovedForm() {
  const t = useT('welcome');
  const name = useForm(({ moved }) => moved?.name ?? '');
  return (
    <Sheet
      title={t('moved.title', { name })}
      lead={t('moved.text')}
      submit={t('moved.submit')}
      onSubmit={followMoved}
      hasBack
    >
      <AddressField label={t('moved.address')} />
    </Sheet>
  );
}

/** For a person who has a backup but no longer the computer that the workspace was on. */
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
