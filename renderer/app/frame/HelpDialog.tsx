import { Fragment, memo } from 'react';
import { useT } from '../../i18n';
import { Dialog, Kbd, useKeyNames } from '../../ui';
import styles from './Frame.module.css';

/** Alternatives of key sequences: `[['g', 'b']]` is g then b, `[['a'], ['b']]` is a or b, `+` joins chords. */
type Keys = readonly (readonly string[])[];

const GENERAL = [
  ['help', [['?']]],
  ['goBoards', [['g', 'b']]],
  ['goInbox', [['g', 'i']]],
  ['goMembers', [['g', 'm']]],
  ['escape', [['Esc']]],
  ['undo', [['Ctrl+Z']]],
  ['redo', [['Ctrl+Y'], ['Ctrl+⇧+Z']]],
] as const satisfies readonly (readonly [string, Keys])[];
const ON_BOARD = [
  ['newPlan', [['n']]],
  ['search', [['/']]],
  ['move', [['↑'], ['↓'], ['←'], ['→']]],
  ['open', [['Enter']]],
  ['reorder', [['Alt+↑'], ['Alt+↓']]],
  ['goColumns', [['g', 'c']]],
  ['goList', [['g', 'l']]],
  ['goCalendar', [['g', 'k']]],
  ['goRecord', [['g', 'r']]],
  ['goWorkshop', [['g', 's']]],
] as const satisfies readonly (readonly [string, Keys])[];
const IN_PLAN = [
  ['comment', [['Alt+C']]],
  ['pickDay', [['Alt+↓']]],
  ['print', [['Ctrl+P']]],
] as const satisfies readonly (readonly [string, Keys])[];
const IN_INBOX = [
  ['inboxStep', [['j'], ['k']]],
  ['inboxDone', [['e']]],
  ['inboxLater', [['l']]],
  ['inboxUnread', [['u']]],
  ['goReview', [['r']]],
] as const satisfies readonly (readonly [string, Keys])[];
const IN_REVIEW = [
  ['reviewStep', [['j'], ['k']]],
  ['reviewApprove', [['a']]],
  ['reviewChanges', [['c']]],
  ['reviewDecline', [['d']]],
  ['reviewNote', [['n']]],
  ['reviewTick', [['x']]],
  ['reviewBulk', [['b']]],
  ['reviewSign', [['Enter'], ['Ctrl+Enter']]],
] as const satisfies readonly (readonly [string, Keys])[];
const IN_LIST = [
  ['cell', [['↑'], ['↓'], ['←'], ['→']]],
  ['editCell', [['Enter'], ['F2']]],
  ['open', [['space']]],
] as const satisfies readonly (readonly [string, Keys])[];

/** Every key there is. While it is closed, no page that one goes to waits for it. */
export const HelpDialog = memo(function HelpDialog({
  isOpen,
  onClose,
}: {
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useT('frame');
  const groups = [
    [t('help.general'), GENERAL],
    [t('help.onBoard'), ON_BOARD],
    [t('help.inPlan'), IN_PLAN],
    [t('help.inInbox'), IN_INBOX],
    [t('help.inReview'), IN_REVIEW],
    [t('help.inList'), IN_LIST],
  ] as const;
  return (
    <Dialog title={t('help.title')} isOpen={isOpen} onClose={onClose} size="large">
      {/* With the focus it scrolls by keys. */}
      <section className={styles['helpGroups']} aria-label={t('help.title')} tabIndex={0}>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3 className={styles['helpTitle']}>{title}</h3>
            <dl>
              {rows.map(([what, keys]) => (
                <div key={what} className={styles['helpRow']}>
                  <dt>{t(`help.${what}`)}</dt>
                  <dd className={styles['helpKeys']}>
                    <KeyList keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
});

function KeyList({ keys }: { keys: Keys }) {
  const t = useT('frame');
  const keyNames = useKeyNames();
  const isArrows = keys.length === 4;
  return keys.map((sequence, index) => (
    <Fragment key={sequence.join()}>
      {index > 0 && !isArrows ? <span>{t('help.or')}</span> : null}
      {sequence.map((chord, place) => (
        <Fragment key={chord}>
          {place > 0 ? <span>{t('help.then')}</span> : null}
          {chord.split('+').map((key) => (
            <Kbd key={key}>{key === 'space' ? t('help.space') : keyNames(key)}</Kbd>
          ))}
        </Fragment>
      ))}
    </Fragment>
  ));
}
