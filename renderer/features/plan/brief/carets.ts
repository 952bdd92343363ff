import type { Person } from '../../../client';
import styles from './brief.module.css';

/** A colleague's caret with his name, in the colour of his department. */
export function caretOf(person: Person | undefined): HTMLElement {
  const caret = document.createElement('span');
  caret.className = styles['caret'] ?? '';
  caret.dataset['department'] = person?.department ?? 'other';
  const name = document.createElement('span');
  name.className = styles['caretName'] ?? '';
  name.textContent = person?.name ?? '';
  caret.append('\u2060', name, '\u2060');
  return caret;
}

export function selectionOf(person: Person | undefined): Record<string, string> {
  return { class: styles['selection'] ?? '', 'data-department': person?.department ?? 'other' };
}
