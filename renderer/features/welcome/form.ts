import { create } from 'zustand';
import type { Department } from '../../../shared/domain/people';
import type { Failure } from '../../client';

export type Way = 'choose' | 'create' | 'join' | 'recover' | 'backup' | 'moved';

/** What a newcomer has typed. Kept outside the screen, which is gone while joining and comes back if that fails. */
export interface WelcomeForm {
  readonly way: Way;
  readonly name: string;
  readonly department: Department;
  readonly company: string;
  /** Whether the person who founds the workspace decides for his department; null: not answered, which means no. */
  readonly approver: 'yes' | 'no' | null;
  readonly link: string;
  /** A recovery code, and where the workspace is that knows it. */
  readonly code: string;
  readonly address: string;
  /** The workspace that is at another address now. */
  readonly moved: { readonly id: string; readonly name: string } | null;
  /** How the person who opens a backup comes back: with a recovery code, or as a new owner. */
  readonly comesAs: 'code' | 'owner';
  /** The form was sent with something missing: its fields now say what. */
  readonly isTried: boolean;
  readonly busy: 'create' | 'join' | 'recover' | 'backup' | 'moved' | 'example' | 'discard' | null;
  readonly failure: Failure | null;
}

export const useForm = create<WelcomeForm>(() => ({
  way: 'choose',
  name: '',
  department: 'marketing',
  company: '',
  approver: null,
  link: '',
  code: '',
  address: '',
  moved: null,
  comesAs: 'code',
  isTried: false,
  busy: null,
  failure: null,
}));

export function changeForm(change: Partial<WelcomeForm>): void {
  useForm.setState(change);
}

/** Goes to a way of beginning, or back to the choice; what was typed stays. */
export function goTo(way: Way): void {
  useForm.setState({ way, isTried: false, failure: null });
}
