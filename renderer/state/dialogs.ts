import { create } from 'zustand';
import type { Department, Role } from '../../shared/domain/people';

/** What an invite starts with when it is opened where it is known who is missing. */
export interface InvitePreset {
  readonly role?: Role;
  readonly department?: Department;
  readonly approver?: boolean;
}

interface DialogsState {
  /** What the invite dialog starts with; `null` while it is closed. */
  readonly invite: InvitePreset | null;
  readonly openInvite: (preset?: InvitePreset) => void;
  readonly closeInvite: () => void;
  /** Whether a further device of one's own is being added. */
  readonly device: boolean;
  readonly openDevice: () => void;
  readonly closeDevice: () => void;
  /** Whether a board is being made. */
  readonly newBoard: boolean;
  readonly openNewBoard: () => void;
  readonly closeNewBoard: () => void;
  /** Whether backups are shown. */
  readonly backups: boolean;
  readonly openBackups: () => void;
  readonly closeBackups: () => void;
  /** Whether the days that matter are shown. */
  readonly days: boolean;
  readonly openDays: () => void;
  readonly closeDays: () => void;
  /** Whether one is saying when one is away. */
  readonly away: boolean;
  readonly openAway: () => void;
  readonly closeAway: () => void;
}

/** Dialogs that any page may open; the frame shows them. */
export const useDialogs = create<DialogsState>((set) => ({
  invite: null,
  openInvite: (preset = {}) => set({ invite: preset }),
  closeInvite: () => set({ invite: null }),
  device: false,
  openDevice: () => set({ device: true }),
  closeDevice: () => set({ device: false }),
  newBoard: false,
  openNewBoard: () => set({ newBoard: true }),
  closeNewBoard: () => set({ newBoard: false }),
  backups: false,
  openBackups: () => set({ backups: true }),
  closeBackups: () => set({ backups: false }),
  days: false,
  openDays: () => set({ days: true }),
  closeDays: () => set({ days: false }),
  away: false,
  openAway: () => set({ away: true }),
  closeAway: () => set({ away: false }),
}));
