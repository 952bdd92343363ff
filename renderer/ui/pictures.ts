import { useEffect } from 'react';
import { isEmoji } from '../../shared/domain/text/emoji';
import { useT } from '../i18n';
import { showToast } from './toasts';

/**
 * Says that pictures are not taken where somebody pastes or drops one: what came with it as text is. Once in the app, for
 * every field.
 */
export function useWordOnPictures(): void {
  const t = useT('common');
  useEffect(() => {
    const look = (event: ClipboardEvent | DragEvent) => {
      const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer;
      if (!data || !isWritten(event.target) || !holdsPicture(data)) return;
      void showToast({ tone: 'error', title: t('noPictures'), topic: 'pictures' });
      if (data.getData('text/plain') !== '' || data.getData('text/html') !== '') return;
      // There is nothing else in it; a browser would open a file that is dropped.
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('paste', look, true);
    document.addEventListener('drop', look, true);
    return () => {
      document.removeEventListener('paste', look, true);
      document.removeEventListener('drop', look, true);
    };
  }, [t]);
}

/**
 * Whether somebody sees a picture there. Office programs put a picture of every text beside the text, so what is written
 * as a page is judged by that alone.
 */
function holdsPicture(data: DataTransfer): boolean {
  const html = data.getData('text/html');
  if (html === '') return [...data.items].some(({ kind }) => kind === 'file');
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('img, canvas, video')].some(
    (each) => !isEmoji(each.getAttribute('alt') ?? '') && !isDot(each),
  );
}

/** One that nobody sees: by it a mail's sender learns that it was opened. */
function isDot(picture: Element): boolean {
  return ['width', 'height'].some((side) => Number(picture.getAttribute(side) ?? 100) <= 2);
}

function isWritten(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable]:not([contenteditable=false])') !== null
  );
}
