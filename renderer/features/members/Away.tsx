import { useEffect, useId, useState, type FormEvent } from 'react';
import { CalendarOff } from 'lucide-react';
import { addDays, isCivilDate } from '../../../shared/domain/dates';
import { dayAt } from '../../../shared/domain/days/zones';
import { mayDelegate } from '../../../shared/domain/turn/delegation';
import {
  memberName,
  useWorkspaceDay,
  useWorkspace,
  useWorkspaceActions,
  type Outcome,
  type WorkspaceState,
} from '../../client';
import { useFormat, useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { dismissNotice } from '../../state/settings';
import {
  Banner,
  Button,
  DateField,
  Dialog,
  DialogActions,
  Select,
  useNamesApart,
  useWording,
} from '../../ui';
import { standingInOf } from './logic/deputy';
import { changesOf, typedAway, type KnownAway, type TypedAway } from './logic/away-form';
import styles from './members.module.css';
import tableStyles from './table.module.css';

/** Nobody stands in: no member has this ID. */
const NOBODY = 'nobody';

/** When one is away oneself, and who decides meanwhile. Why is not asked. */
export function OwnAbsence() {
  const t = useT('members');
  const format = useFormat();
  const wording = useWording();
  const { me, members, absences, delegations } = useWorkspace((workspace) => ({
    me: workspace.me,
    members: workspace.members,
    absences: workspace.absences,
    delegations: workspace.delegations,
  }));
  const { endAbsence, nameDeputy } = useWorkspaceActions();
  const openAway = useDialogs((state) => state.openAway);
  const [isBusy, setBusy] = useState(false);
  const own = absences.find(({ member }) => member === me.id);
  const { named, deputy, does } = deputyOf(me.id, members, delegations);
  const comeBack = async () => {
    setBusy(true);
    const outcome = await allOf([endAbsence, ...(named ? [() => nameDeputy(null)] : [])]);
    setBusy(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return (
    <section className={styles['devices']} aria-label={t('away.title')}>
      <h2 className={styles['subheading']}>{t('away.title')}</h2>
      <p className={styles['quiet']}>
        {own ? t('away.own', { from: format.date(own.from), until: format.date(own.until) }) : t('away.text')}{' '}
        {does ? t(`away.own-${does}`, { deputy }) : null}
      </p>
      <div className={styles['buttons']}>
        <Button icon={<CalendarOff size={16} aria-hidden />} onPress={openAway}>
          {t(own ? 'away.change' : 'away.set')}
        </Button>
        {own || named ? (
          <Button isPending={isBusy} onPress={() => void comeBack()}>
            {t('away.back')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

/** Saying when one is away, wherever it was offered; opened through `useDialogs`. */
export function AwayDialog() {
  const { away, closeAway } = useDialogs();
  return away ? <OpenAwayDialog onClose={closeAway} /> : null;
}

/** From when until when, and who stands in: the sentence that names a deputy is signed by this device. */
function OpenAwayDialog({ onClose }: { onClose: () => void }) {
  // Who has been here once need not be told that there is such a thing.
  useEffect(() => dismissNotice('away'), []);
  const t = useT('members');
  const nameApart = useNamesApart();
  const format = useFormat();
  const wording = useWording();
  const formId = useId();
  const today = useWorkspaceDay();
  const { me, members, absences, delegations, timeZone } = useWorkspace((workspace) => ({
    me: workspace.me,
    members: workspace.members,
    absences: workspace.absences,
    delegations: workspace.delegations,
    timeZone: workspace.timeZone,
  }));
  const { setAbsence, nameDeputy } = useWorkspaceActions();
  const known = knownOf(me.id, absences, delegations, timeZone);
  const [touched, setTouched] = useState<Partial<TypedAway>>({});
  const { from, until, deputy } = typedAway(known, today, touched);
  const touch = (what: Partial<TypedAway>) => setTouched((before) => ({ ...before, ...what }));
  const [isPressed, setPressed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const problems = {
    from: isCivilDate(from) ? null : t('away.dayMissing'),
    until:
      isCivilDate(until) && until >= today && (from === null || until >= from) ? null : t('away.untilWrong'),
  };
  const able = [...members.values()].filter((member) => mayDelegate(me, member) === null);
  const mayName = able.length > 0;
  // Whoever was named and cannot stand in any more is nobody here.
  const chosen = able.find(({ id }) => id === deputy);
  const days = isCivilDate(from) && isCivilDate(until) ? { from, until } : null;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (problems.from !== null || problems.until !== null || !days || isBusy) return;
    const { days: newDays, deputy: newDeputy } = changesOf(known, { deputy: chosen?.id ?? null, ...days });
    setBusy(true);
    const outcome = await allOf([
      ...(newDays ? [() => setAbsence(newDays, known.own)] : []),
      ...(newDeputy === undefined || !mayName ? [] : [() => nameDeputy(newDeputy)]),
    ]);
    setBusy(false);
    if (outcome.ok) onClose();
    else wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t('away.title')}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t(chosen ? 'away.sign' : 'away.save')}
          form={formId}
          isBusy={isBusy}
        />
      }
    >
      <form id={formId} className={styles['form']} onSubmit={(event) => void save(event)} noValidate>
        <p>{t('away.lead')}</p>
        <DateField
          label={t('away.from')}
          value={from}
          today={today}
          onChange={(day) => touch({ from: day })}
          problem={isPressed ? problems.from : null}
        />
        <DateField
          label={t('away.until')}
          hint={t('away.untilHint')}
          value={until}
          today={today}
          edge="last"
          onChange={(day) => touch({ until: day })}
          problem={isPressed ? problems.until : null}
        />
        {mayName ? (
          <Select
            label={t('away.deputy')}
            hint={t('away.deputyHint')}
            options={[
              { id: NOBODY, label: t('away.nobody') },
              ...able.map((member) => ({ id: member.id, label: nameApart(member) })),
            ]}
            value={chosen?.id ?? NOBODY}
            onChange={(id) => touch({ deputy: id === NOBODY ? null : id })}
          />
        ) : null}
        {chosen && !chosen.approver ? (
          <p className={styles['quiet']}>{t('away.consent', { name: chosen.name })}</p>
        ) : null}
        {chosen && days ? (
          <p data-sentence>
            {t('away.sentence', {
              name: me.name,
              deputy: chosen.name,
              from: format.date(days.from),
              until: format.date(days.until),
            })}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

/** Deputies who are no approvers wait for an owner's yes. */
export function DeputiesToAllow() {
  const t = useT('members');
  const wording = useWording();
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const delegations = useWorkspace((workspace) => workspace.delegations);
  const timeZone = useWorkspace((workspace) => workspace.timeZone);
  const { allowDeputy } = useWorkspaceActions();
  const asking = delegations.filter((each) => standingInOf(members, each) === 'asks');
  const allow = async (member: string) => {
    const outcome = await allowDeputy(member);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return asking.map(({ member, deputy, until }) => {
    const values = {
      name: memberName(members, member),
      deputy: memberName(members, deputy),
      until: format.date(addDays(dayAt(until, timeZone), -1)),
    };
    return (
      <Banner
        key={member}
        isBoxed
        title={t('away.asks', values)}
        action={
          <Button size="small" onPress={() => void allow(member)}>
            {t('away.allow')}
          </Button>
        }
      >
        {t('away.asksText', values)}
      </Banner>
    );
  });
}

/** When a member is away or will be, and who stands in: behind his name. */
export function AwayHint({ member }: { member: string }) {
  const t = useT('members');
  const format = useFormat();
  const today = useWorkspaceDay();
  const { members, absences, delegations } = useWorkspace((workspace) => ({
    members: workspace.members,
    absences: workspace.absences,
    delegations: workspace.delegations,
  }));
  const away = absences.find((each) => each.member === member);
  if (!away) return null;
  const { deputy, does } = deputyOf(member, members, delegations);
  const values = { from: format.date(away.from), until: format.date(away.until) };
  const words = t(away.from <= today ? 'away.now' : 'away.later', values);
  return (
    <span className={tableStyles['hint']}>
      {words}
      {does && does !== 'unfit'
        ? ` · ${t(does === 'asks' ? 'away.willStandIn' : 'away.standsIn', { deputy })}`
        : null}
    </span>
  );
}

/** Whom a member has named to stand in for him, and whether that one does. */
function deputyOf(
  member: string,
  members: WorkspaceState['members'],
  delegations: WorkspaceState['delegations'],
) {
  const named = delegations.find((each) => each.member === member);
  return {
    named,
    deputy: memberName(members, named?.deputy ?? ''),
    does: named ? standingInOf(members, named) : null,
  };
}

/** What the host knows of one's own absence, in days. */
function knownOf(
  me: string,
  absences: WorkspaceState['absences'],
  delegations: WorkspaceState['delegations'],
  timeZone: string,
): KnownAway {
  const own = absences.find(({ member }) => member === me);
  const named = delegations.find(({ member }) => member === me);
  return {
    own: own ? { from: own.from, until: own.until } : null,
    named: named
      ? {
          deputy: named.deputy,
          from: dayAt(named.from, timeZone),
          until: addDays(dayAt(named.until, timeZone), -1),
        }
      : null,
  };
}

/** One after the other, until one fails. */
async function allOf(steps: readonly (() => Promise<Outcome<void>>)[]): Promise<Outcome<void>> {
  for (const step of steps) {
    const outcome = await step();
    if (!outcome.ok) return outcome;
  }
  return { ok: true, value: undefined };
}
