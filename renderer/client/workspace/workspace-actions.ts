import type { StoreApi } from 'zustand/vanilla';
import {
  binAnswer,
  boardView,
  feedAnswer,
  feedsAnswer,
  inviteAnswer,
  linkAnswer,
  recoveryAnswer,
} from '../../../shared/api/contract';
import { loadAnswer } from '../../../shared/api/sessions';
import type { RouteName } from '../../../shared/api/routes';
import { publicKeyOf } from '../../../shared/crypto/ed25519';
import type { ExportedCalendar } from '../../../shared/export/json';
import { addDays } from '../../../shared/domain/dates';
import type { DelegationStatement, SignedDelegation, SignedDeviceLink } from '../../../shared/domain/record';
import { recoverySeed } from '../../../shared/crypto/recovery-code';
import type { Part } from '../../../shared/sync/protocol';
import { failed, type Api, type Call } from '../connection/api';
import { exportFile } from './export-file';
import type { Outcome } from '../connection/outcome';
import type { WorkspaceActions, WorkspaceState } from './types';

export interface WorkspaceActionsOptions {
  readonly api: Api;
  readonly store: StoreApi<WorkspaceState>;
  readonly refresh: (part: Part) => Promise<unknown>;
  /** What this device signs to vouch for a further one: for that key alone, if it is known. */
  readonly vouch: (deviceKey?: string) => Promise<Outcome<SignedDeviceLink>>;
  /** What this device signs to name its member's deputy, or to end that. */
  readonly delegated: (deputy?: DelegationStatement['deputy']) => Promise<Outcome<SignedDelegation>>;
  readonly acknowledge: WorkspaceActions['acknowledge'];
}

/** The calendar of one board, and that of all. */
const CALENDARS = {
  ics: ['calendarIcs', 'calendarsIcs'],
  csv: ['calendarCsv', 'calendarsCsv'],
  xlsx: ['calendarXlsx', 'calendarsXlsx'],
  json: ['calendarJson', 'calendarsJson'],
} as const satisfies Record<string, readonly [RouteName, RouteName]>;

/** What a screen can ask of the host about the workspace; what it changed is fetched again before it answers. */
export function workspaceActions({
  api,
  store,
  refresh,
  vouch,
  delegated,
  acknowledge,
}: WorkspaceActionsOptions): WorkspaceActions {
  async function change(route: RouteName, part: Part, call: Call): Promise<Outcome<void>> {
    const outcome = await api.send(route, call);
    // Refused because things are not as they were: then they are to be seen as they are.
    if (outcome.ok || outcome.failure.code === 'policy-changed') await refresh(part);
    return outcome;
  }

  return {
    refreshBoards: async () => void (await refresh('boards')),
    async createBoard(title) {
      const made = await api.call('createBoard', boardView.pick({ id: true }), { body: { title } });
      if (!made.ok) return made;
      await refresh('boards');
      return { ok: true, value: made.value.id };
    },
    patchBoard: (board, patch) => change('patchBoard', 'boards', { params: { board }, body: patch }),
    invite: (body) => api.call('invite', inviteAnswer, { body }),
    async deviceLink() {
      const vouched = await vouch();
      return vouched.ok ? api.call('deviceLink', linkAnswer, { body: vouched.value }) : vouched;
    },
    patchMember: (member, patch) => change('patchMember', 'members', { params: { member }, body: patch }),
    rename: (name) => change('rename', 'members', { body: { name } }),
    setAbsence: (days, before) => change('setAbsence', 'members', { body: { ...days, before } }),
    endAbsence: () => change('endAbsence', 'members', {}),
    async nameDeputy(named) {
      const { timeZone } = store.getState();
      // What knows of summer time is large, and asked for only here.
      const zones = await import('../../../shared/domain/days/zones').catch(() => null);
      if (!zones) return failed('offline');
      const signed = await delegated(
        named
          ? {
              member: named.deputy,
              from: zones.startOfDay(named.from, timeZone),
              until: zones.startOfDay(addDays(named.until, 1), timeZone),
            }
          : undefined,
      );
      return signed.ok ? change('nameDeputy', 'members', { body: signed.value }) : signed;
    },
    allowDeputy: (member) => change('allowDeputy', 'members', { params: { member } }),
    remind: (board, plan) => change('remind', 'boards', { params: { board, plan } }),
    removeMember: (member) => change('removeMember', 'members', { params: { member } }),
    removeDevice: (device) => change('removeDevice', 'access', { params: { device } }),
    revokeInvite: (invite) => change('revokeInvite', 'access', { params: { invite } }),
    async keepRecovery(code) {
      const seed = recoverySeed(code);
      if (seed === null) return failed('recovery-mistyped');
      const deviceKey = publicKeyOf(seed);
      const vouched = await vouch(deviceKey);
      if (!vouched.ok) return vouched;
      const body = { deviceKey, vouched: vouched.value };
      const made = await api.call('makeRecovery', recoveryAnswer, { body });
      if (!made.ok) return made;
      await refresh('access');
      return { ok: true, value: undefined };
    },
    acknowledge,
    async exportCalendar(board, format, { scope, lang, endsOnly }) {
      const [one, all] = CALENDARS[format];
      const query = { scope, lang, ...(endsOnly ? { endsOnly: 'true' } : {}) };
      const file = await (board === null
        ? api.download(all, { query })
        : api.download(one, { params: { board }, query }));
      if (!file.ok) return file;
      const { boards, company } = store.getState();
      const title = board === null ? company : (boards.find((each) => each.id === board)?.title ?? board);
      return exportFile({ title, kind: format, content: file.value });
    },
    async allCalendars() {
      const file = await api.download('calendarsJson', { query: { scope: 'all', lang: 'en' }, isLong: true });
      if (!file.ok) return file;
      return { ok: true, value: JSON.parse(await file.value.text()) as ExportedCalendar };
    },
    async bin(board) {
      const answer = await api.call('bin', binAnswer, { params: { board } });
      return answer.ok ? new Map(answer.value.plans.map(({ plan, at }) => [plan, at])) : new Map();
    },
    makeFeed: (body) => api.call('makeFeed', feedAnswer, { body }),
    async feeds() {
      const answer = await api.call('feeds', feedsAnswer);
      return answer.ok ? { ok: true, value: answer.value.feeds } : answer;
    },
    followUpLoad: (owner, { from, to }) =>
      api.call('followUpLoad', loadAnswer, { query: { owner, from, to } }),
    endFeed: (feed) => api.send('endFeed', { params: { feed } }),
  };
}
