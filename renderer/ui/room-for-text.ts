import { useEffect } from 'react';
import { useFormat, useT } from '../i18n';
import { showToast } from './toasts';

/**
 * Refuses, with a word, what a field has no room for. By itself a browser cuts what is pasted or dropped at the field's
 * limit and says nothing. Once in the app, for every field.
 */
export function useRoomForText(): void {
  const t = useT('common');
  const format = useFormat();
  useEffect(() => {
    const refuse = (event: InputEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
      if (!event.cancelable || target.maxLength < 0) return;
      const coming = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      const replaced = (target.selectionEnd ?? 0) - (target.selectionStart ?? 0);
      if (coming === '' || target.value.length - replaced + coming.length <= target.maxLength) return;
      event.preventDefault();
      const limit = format.number(target.maxLength);
      void showToast({ tone: 'error', title: t('noRoom.title'), text: t('noRoom.text', { limit }) });
    };
    document.addEventListener('beforeinput', refuse);
    return () => document.removeEventListener('beforeinput', refuse);
  }, [t, format]);
}
