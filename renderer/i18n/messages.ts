import backupEn from './en/backup.json';
import boardEn from './en/board.json';
import calendarEn from './en/calendar.json';
import commentsEn from './en/comments.json';
import commonEn from './en/common.json';
import daysEn from './en/days.json';
import decisionEn from './en/decision.json';
import frameEn from './en/frame.json';
import inboxEn from './en/inbox.json';
import inviteEn from './en/invite.json';
import keptEn from './en/kept.json';
import membersEn from './en/members.json';
import planEn from './en/plan.json';
import problemsEn from './en/problems.json';
import recordEn from './en/record.json';
import roundsEn from './en/rounds.json';
import stageEn from './en/stage.json';
import trustEn from './en/trust.json';
import turnEn from './en/turn.json';
import welcomeEn from './en/welcome.json';
import workshopEn from './en/workshop.json';
import backupDe from './de/backup.json';
import boardDe from './de/board.json';
import calendarDe from './de/calendar.json';
import commentsDe from './de/comments.json';
import commonDe from './de/common.json';
import daysDe from './de/days.json';
import decisionDe from './de/decision.json';
import frameDe from './de/frame.json';
import inboxDe from './de/inbox.json';
import inviteDe from './de/invite.json';
import keptDe from './de/kept.json';
import membersDe from './de/members.json';
import planDe from './de/plan.json';
import problemsDe from './de/problems.json';
import recordDe from './de/record.json';
import roundsDe from './de/rounds.json';
import stageDe from './de/stage.json';
import trustDe from './de/trust.json';
import turnDe from './de/turn.json';
import welcomeDe from './de/welcome.json';
import workshopDe from './de/workshop.json';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const en = {
  backup: backupEn,
  board: boardEn,
  calendar: calendarEn,
  comments: commentsEn,
  common: commonEn,
  days: daysEn,
  decision: decisionEn,
  frame: frameEn,
  inbox: inboxEn,
  invite: inviteEn,
  kept: keptEn,
  members: membersEn,
  plan: planEn,
  problems: problemsEn,
  record: recordEn,
  rounds: roundsEn,
  stage: stageEn,
  trust: trustEn,
  turn: turnEn,
  welcome: welcomeEn,
  workshop: workshopEn,
};

/** The catalogue, one file for each area. A key that is missing in German does not compile. */
export type Messages = typeof en;

const de: Messages = {
  backup: backupDe,
  board: boardDe,
  calendar: calendarDe,
  comments: commentsDe,
  common: commonDe,
  days: daysDe,
  decision: decisionDe,
  frame: frameDe,
  inbox: inboxDe,
  invite: inviteDe,
  kept: keptDe,
  members: membersDe,
  plan: planDe,
  problems: problemsDe,
  record: recordDe,
  rounds: roundsDe,
  stage: stageDe,
  trust: trustDe,
  turn: turnDe,
  welcome: welcomeDe,
  workshop: workshopDe,
};

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, de };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
