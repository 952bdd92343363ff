import backup from './backup.json';
import board from './board.json';
import calendar from './calendar.json';
import comments from './comments.json';
import common from './common.json';
import days from './days.json';
import decision from './decision.json';
import frame from './frame.json';
import inbox from './inbox.json';
import invite from './invite.json';
import kept from './kept.json';
import members from './members.json';
import phone from './phone.json';
import plan from './plan.json';
import problems from './problems.json';
import record from './record.json';
import review from './review.json';
import rounds from './rounds.json';
import stage from './stage.json';
import trust from './trust.json';
import turn from './turn.json';
import welcome from './welcome.json';
import workshop from './workshop.json';
import type { Messages } from '../en';

export const de: Messages = {
  backup,
  board,
  calendar,
  comments,
  common,
  days,
  decision,
  frame,
  inbox,
  invite,
  kept,
  members,
  phone,
  plan,
  problems,
  record,
  review,
  rounds,
  stage,
  trust,
  turn,
  welcome,
  workshop,
};
