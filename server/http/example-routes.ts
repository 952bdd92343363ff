import type { Hono, MiddlewareHandler } from 'hono';
import type { Department } from '../../shared/domain/people';
import type { Log } from '../base/ports';
import { ProblemError } from '../base/problem';
import { json, noContent } from './answers';
import type { Env } from './env';

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

/** What an example knows of itself. */
export interface ExampleItself {
  /** Address of the host beside which it runs. */
  readonly home: () => string;
  /** Stops it and removes what it kept. */
  discard(): Promise<void>;
}

/** The example is for whoever sits at this machine: its links make one a member without asking anybody. */
export function exampleRoutes(app: Hono<Env>, example: ExampleHall): void {
  app.use('/api/example', onlyHere);
  app.post('/api/example', async () => json({ people: await example.open() }, 201));
  app.delete('/api/example', async () => {
    await example.discard();
    return noContent();
  });
}

/** Throwing an example away from inside: first the answer, as the host that gives it is about to end. */
export function ownExampleRoute(app: Hono<Env>, itself: ExampleItself, log: Log): void {
  app.use('/api/example', onlyHere);
  app.delete('/api/example', (c) => {
    c.env.outgoing.once('close', () => {
      itself.discard().catch((error: unknown) => log('example-not-discarded', { error: String(error) }));
    });
    return json({ home: itself.home() });
  });
}

const onlyHere: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.get('peer').local) throw new ProblemError('not-found', 'there is nothing here');
  await next();
};
