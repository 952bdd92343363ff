import { pagePolicy } from '../shared/api/pages';
import { httpOrigin } from './origin';

/** The page's whole reach: its own files, and the one host its window is for. */
export function contentSecurityPolicy(host: string | undefined): string {
  const origin = host === undefined ? undefined : httpOrigin(host);
  return pagePolicy(origin === undefined ? "'none'" : `${origin} ${origin.replace(/^http/, 'ws')}`);
}
