import { useT } from '../../i18n';
import { followMoved } from './actions';
import { AddressField, Sheet } from './Forms';
import { useForm } from './form';

/** For whoever is a member of a workspace whose host has moved to another computer. */
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
