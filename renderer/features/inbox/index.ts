export { Inbox } from './Inbox';
export { openItem } from './open-item';
export { useInboxWords } from './useInboxWords';
