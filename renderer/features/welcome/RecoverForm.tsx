import { hasHost } from '../../client';
import { useT } from '../../i18n';
import { TextField } from '../../ui';
import { findHost, recoverHere } from './actions';
import { changeForm, useForm } from './form';
import { AddressField, Sheet } from './Forms';

/** For whoever lost his devices: the code, and before it, where no host is known yet, its address. */
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
