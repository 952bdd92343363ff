import { statementOf } from '../domain/history';
import type { AcceptedWarning } from '../domain/warnings/accepted';
import type { RecordEntry, Statement } from '../domain/record';
import type { ExportItem } from './context';

/** What somebody signed, and with which device; `seq` is the number of its entry in the board's record. */
export interface SignedEntry {
  readonly seq: number;
  readonly statement: Statement;
  readonly device: string;
  readonly sig: string;
}

/** Both departments' signatures below an agreement. */
export interface AgreementProof {
  readonly submission: SignedEntry;
  readonly approvals: readonly SignedEntry[];
}

export interface ExportedDevice {
  readonly member: string;
  /** Raw Ed25519, base64url. */
  readonly publicKey: string;
}

/** Where an export finds what was signed, and what else is no part of a plan. */
export interface ProofSource {
  /** The end of a board's record as it was read. */
  readonly head: (board: string) => { readonly seq: number; readonly hash: string };
  readonly entry: (board: string, seq: number) => RecordEntry | undefined;
  /** A device that is or was enrolled. */
  readonly device: (id: string) => ExportedDevice | undefined;
  /** What somebody has accepted of a plan's warnings; none where only what is agreed is asked for. */
  readonly accepted: (board: string, plan: string) => readonly AcceptedWarning[];
}

/** The signatures of an agreed item; undefined where one is missing, which only a record at fault can lack. */
export function proofOf({ board, status }: ExportItem, { entry }: ProofSource): AgreementProof | undefined {
  const { agreement } = status;
  if (!agreement) return undefined;
  const submission = signedIn(entry(board.id, agreement.submittedIn));
  const approvals = agreement.approvals.map(({ seq }) => signedIn(entry(board.id, seq)));
  if (!submission || !approvals.every((each) => each !== undefined)) return undefined;
  return { submission, approvals };
}

function signedIn(entry: RecordEntry | undefined): SignedEntry | undefined {
  const statement = entry && statementOf(entry);
  if (!statement || entry.sig === undefined) return undefined;
  const { seq, device, sig } = entry;
  return { seq, statement, device, sig };
}
