import { Allowance } from '../base/allowance';
import type { Clock, Log } from '../base/ports';
import type { StoredMember } from '../storage/storage';
import type { Caller } from '../workspace';
import { CLOSE } from '../../shared/sync/close-codes';
import { ProblemError } from '../base/problem';

/** One end of a wire, whatever it is made of. */
export interface Socket {
  /** Bytes sent that the other end has not taken yet. */
  readonly unread: number;
  send(message: Uint8Array): void;
  close(code: number, reason: string): void;
}

/** Where a connection is: what it sends is heard there. */
interface Hearing {
  receive(connection: Connection, message: Uint8Array): void;
}

/** What a socket is given for its ticket. */
export interface Seat {
  /** ID of whose it is. */
  readonly member: string;
  receive(message: Uint8Array): void;
  leave(): void;
}

/** What a connection may ask for at once: a client asks for the document and who is there when it connects. */
const QUESTIONS = 20;
const QUESTIONS_PER_SECOND = 2;

/** A member's open connection to one room. */
export class Connection {
  /** As the member was when it opened; whoever's rights change is cut and comes back. */
  readonly member: StoredMember;
  /** ID of the device it was opened on. */
  readonly device: string;
  /** When anything was last sent: providers close connections that fall silent. */
  sentAt: number;
  /** Update-bearing messages received, numbered from 1. */
  received = 0;
  /** The client has the document as of some moment and gets every update after it. */
  following = false;
  /** The app behind it writes another document: it may bring what it still has, and is told to be renewed. */
  readonly isOutdated: boolean;
  readonly openedAt: number;
  /** It was cut, maybe for its member's rights: nothing of it that still waits may be kept. */
  cut = false;
  /** Nothing more of it is taken: it has left, was cut, or the host stops. */
  over = false;
  /** Answers cost far more than questions. */
  readonly questions: Allowance;
  readonly #socket: Socket;
  /** Bytes sent after the last answer; endless before the first. */
  #sentSince = Infinity;
  readonly #clock: Clock;

  constructor(socket: Socket, { member, device }: Caller, clock: Clock, isOutdated = false) {
    this.#socket = socket;
    this.#clock = clock;
    this.member = member;
    this.device = device.id;
    this.sentAt = this.openedAt = clock.now();
    this.isOutdated = isOutdated;
    this.questions = new Allowance(clock, QUESTIONS, QUESTIONS_PER_SECOND);
  }

  /** Its place in a room. @param leave lets go of it */
  seat(room: Hearing, leave: () => void): Seat {
    const receive = (message: Uint8Array) => {
      if (!this.over) room.receive(this, message);
    };
    return { member: this.member.id, receive, leave };
  }

  send(message: Uint8Array): void {
    this.sentAt = this.#clock.now();
    this.#sentSince += message.length;
    this.#socket.send(message);
  }

  /** Sends the document as far as it was asked for. */
  answer(message: Uint8Array): void {
    this.send(message);
    this.#sentSince = 0;
  }

  /** The last answer is still on its way. */
  get answering(): boolean {
    return this.#socket.unread > this.#sentSince;
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }
}

/** Ends a connection of an app that writes another document. */
export function renew(connection: Connection): void {
  connection.close(CLOSE.version, 'this app is older or newer than its host');
}

/** Ends a socket that does not get in, with the reason. */
export function refuse(socket: Socket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

/** The same for one whose room could not be loaded. */
export function refuseRoom(socket: Socket, error: unknown, log: Log): null {
  const problem = error instanceof ProblemError ? error.code : null;
  if (problem === 'not-found') return refuse(socket, CLOSE.noRoom, 'there is no such board');
  if (problem === 'newer-board')
    return refuse(socket, CLOSE.version, 'a later version of Handschlag wrote this board');
  log('room-failed', { error: String(error) });
  return refuse(socket, CLOSE.failure, 'the host could not open the board');
}
