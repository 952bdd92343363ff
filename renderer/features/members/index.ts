export { MembersView } from './MembersView';
