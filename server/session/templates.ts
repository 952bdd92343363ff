import type { AgendaTemplate, TemplateBody } from '../../shared/api/sessions';
import { newId, type RandomBytes } from '../../shared/domain/ids';
import { mayLead } from '../../shared/domain/session/session';
import { ProblemError } from '../base/problem';
import type { Storage, StoredMember } from '../storage/storage';

/** So many has nobody use for, and no more are kept of anybody. */
const MOST = 50;

/** The agendas that people keep for later workshops. Everybody's are their own: items may tell of boards others do not read. */
export class Templates {
  readonly #storage: Pick<Storage, 'templatesOf' | 'write'>;
  readonly #random: RandomBytes;

  constructor(storage: Pick<Storage, 'templatesOf' | 'write'>, random: RandomBytes) {
    this.#storage = storage;
    this.#random = random;
  }

  of(member: StoredMember): Promise<AgendaTemplate[]> {
    return this.#storage.templatesOf(member.id);
  }

  /** Keeps one, in the place of one's own of the same name. @throws ProblemError */
  async keep(member: StoredMember, body: TemplateBody): Promise<AgendaTemplate> {
    const reason = mayLead(member);
    if (reason) throw new ProblemError('not-allowed', 'you may not do this', { reason });
    const known = await this.of(member);
    if (known.length >= MOST && !known.some(({ title }) => title === body.title))
      throw new ProblemError('malformed', 'nobody keeps more templates', { fields: ['title'] });
    const template = { id: newId(this.#random), ...body };
    await this.#storage.write({ templates: [{ ...template, member: member.id }] });
    return template;
  }

  /** Ends one of one's own. @throws ProblemError */
  async end(member: StoredMember, id: string): Promise<void> {
    if (!(await this.of(member)).some((template) => template.id === id))
      throw new ProblemError('not-found', 'there is no such template');
    await this.#storage.write({ endTemplate: { id } });
  }
}
