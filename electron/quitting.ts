import { isolated } from '../shared/domain/text/typed-text';
import type { Language } from './profile/settings';

/** Names of those who are connected from elsewhere, or null when a host does not say. */
export type Others = readonly string[] | null;

export interface QuittingPorts {
  readonly others: () => Promise<Others>;
  /** Whether the person quits all the same. */
  readonly ask: (others: Others) => Promise<boolean>;
  /** Ends the app; called in a turn of its own. */
  readonly quit: () => void;
}

/** The end of the app: it asks first when others work with what this app hosts. */
export class Quitting {
  readonly #ports: QuittingPorts;
  #isDecided = false;
  #asking: Promise<void> | null = null;

  constructor(ports: QuittingPorts) {
    this.#ports = ports;
  }

  get isDecided(): boolean {
    return this.#isDecided;
  }

  /** Whether the app may end at once. If not, it ends by itself as soon as that is clear, unless the person stays. */
  mayQuit(): boolean {
    if (!this.#isDecided && this.#asking === null)
      this.#asking = this.#find().finally(() => (this.#asking = null));
    return this.#isDecided;
  }

  /** Ends the app without a question: the system ends, or the app starts again at once. */
  quitNow(): void {
    this.#isDecided = true;
    setImmediate(this.#ports.quit);
  }

  async #find(): Promise<void> {
    const others = await this.#ports.others();
    const isAlone = others?.length === 0;
    if (!this.#isDecided && (isAlone || (await this.#ports.ask(others)))) this.quitNow();
  }
}

/** So many are named; the others are counted. */
const NAMED = 5;

const words = {
  en: {
    one: (names: string) => `One person is connected: ${names}.`,
    many: (count: number, names: string) => `${count} people are connected: ${names}.`,
    more: (count: number) => `${count} more`,
    unknown: 'It cannot be told at the moment whether others are connected.',
    detail:
      'Whoever is connected goes on offline until Handschlag runs here again; what is written until then arrives after that. Nobody can open the workspace anew or decide about plans meanwhile.',
    quit: 'Quit',
    stay: 'Cancel',
  },
  de: {
    one: (names: string) => `Eine Person ist verbunden: ${names}.`,
    many: (count: number, names: string) => `${count} Personen sind verbunden: ${names}.`,
    more: (count: number) => `${count} weitere`,
    unknown: 'Ob andere verbunden sind, lässt sich gerade nicht feststellen.',
    detail:
      'Wer verbunden ist, arbeitet offline weiter, bis Handschlag hier wieder läuft; was bis dahin geschrieben wird, kommt danach an. Solange kann niemand den Arbeitsbereich neu öffnen oder über Pläne entscheiden.',
    quit: 'Beenden',
    stay: 'Abbrechen',
  },
} as const satisfies Record<Language, object>;

/** What is asked; the first button quits, the second one stays. */
export function quitQuestion(language: Language, others: Others) {
  const say = words[language];
  const message = others === null ? say.unknown : connected(say, others);
  return { message, detail: say.detail, buttons: [say.quit, say.stay], defaultId: 1, cancelId: 1 };
}

function connected(say: (typeof words)[Language], people: readonly string[]): string {
  const left = people.length - NAMED;
  const named = [...people.slice(0, NAMED).map(isolated), ...(left > 0 ? [say.more(left)] : [])].join(', ');
  return people.length === 1 ? say.one(named) : say.many(people.length, named);
}
