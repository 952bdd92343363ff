import type { Hono } from 'hono';
import type { Department } from '../../shared/domain/people';
import { ProblemError } from '../problem';
import { json, noContent } from './answers';
import { remoteAddress, type Env } from './env';
import { isLoopback } from './origins';

/** One of the two people as whom one can try the example. */
export interface ExamplePerson {
  readonly name: string;
  readonly department: Department;
  /** A device link: whoever opens it is that person. */
  readonly link: string;
}

/** The example workspace beside a host: at most one at a time. */
export interface ExampleHall {
  open(): Promise<readonly ExamplePerson[]>;
  discard(): Promise<void>;
}

/** The example is for whoever sits at this machine: its links make one a member without asking anybody. */
export function exampleRoutes(app: Hono<Env>, example: ExampleHall): void {
  app.use('/api/example', async (c, next) => {
    if (!isLoopback(remoteAddress(c))) throw new ProblemError('not-found', 'there is nothing here');
    await next();
  });
  app.post('/api/example', async () => json({ people: await example.open() }, 201));
  app.delete('/api/example', async () => {
    await example.discard();
    return noContent();
  });
}
