/** Whether a text is signs of the kind that programs also show as pictures, and nothing else. */
export function isEmoji(text: string): boolean {
  return /^[\p{Emoji}\p{Emoji_Component}]+$/u.test(text) && /[^\d#*]/u.test(text);
}
