export { StrangeHostPage } from './StrangeHostPage';
export { StrangeHostBanner } from './StrangeHostBanner';
