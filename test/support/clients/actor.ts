import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../../renderer/i18n/messages';
import { planFragment, type PlanPlace } from '../../../shared/api/links';
import type { Department } from '../../../shared/domain/people';
import type { PlanState } from '../../../shared/domain/status';
import { watch } from '../desktop/evidence';
import { wordsOf } from '../desktop/words';
import { HANGS_MS } from '../hangs';

/** For what a person waits for. */
export const PATIENCE = HANGS_MS;

export interface PlanFields {
  readonly title: string;
  readonly goal?: string;
  readonly audience?: string;
  readonly message?: string;
  readonly start?: string;
  readonly end?: string;
  readonly budgetMinor?: string;
  readonly expectedEnquiries?: string;
}

/** A follow-up promise as it is typed. */
export interface Promised {
  readonly owner: string;
  readonly days: string;
  readonly share: string;
  readonly capacity: string;
}

/** A person at a window, who finds things by their role and the words on the screen. */
export class Actor {
  readonly words: ReturnType<typeof allWords>;

  constructor(
    readonly page: Page,
    readonly language: Language = 'de',
  ) {
    page.setDefaultTimeout(PATIENCE);
    watch(page);
    this.words = allWords(language);
  }

  get panel(): Locator {
    const named = { name: this.words.frame('plan'), exact: true };
    // Beside the board, or where there is no room for both, in its place.
    return this.page.getByRole('complementary', named).or(this.page.getByRole('main', named));
  }

  get status(): Locator {
    return this.panel.getByRole('region', { name: this.words.plan('status.label') });
  }

  get dialog(): Locator {
    return this.page.locator('[role=dialog], [role=alertdialog]').last();
  }

  button(name: string, inside: Page | Locator = this.page): Locator {
    return inside.getByRole('button', { name, exact: true });
  }

  press(name: string, inside?: Page | Locator): Promise<void> {
    return this.button(name, inside).click();
  }

  /** Opens another place of the board by its link: the board's own views above it, the others beside it. */
  goTo(view: 'columns' | 'list' | 'calendar' | 'record' | 'workshop'): Promise<void> {
    const where = view === 'columns' || view === 'list' || view === 'workshop' ? 'view.label' : 'navigation';
    return this.page
      .getByRole('navigation', { name: this.words.frame(where) })
      .getByRole('link', { name: this.words.frame(`view.${view}`) })
      .click();
  }

  async createBoard(title: string): Promise<void> {
    const { board } = this.words;
    await this.press(board('boards.create'));
    await this.dialog.getByLabel(board('boards.name')).fill(title);
    await this.press(board('boards.createSubmit'), this.dialog);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Goes to the list of boards. */
  async toBoards(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/boards';
    });
    await this.page.getByRole('heading', { level: 1, name: this.words.frame('boards') }).waitFor();
  }

  openBoard(title: string): Promise<void> {
    return this.page.getByRole('main').getByRole('link', { name: title }).click();
  }

  /** Goes to the board that is open, with no plan beside it. */
  async backToBoard(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = location.hash.split('/').slice(0, 3).join('/');
    });
    await this.panel.waitFor({ state: 'detached' });
  }

  openCard(title: string): Promise<void> {
    return this.page.getByRole('main').getByRole('link', { name: title }).first().click();
  }

  /** Goes to a plan by its address; from a place where none is open. */
  async openPlan(place: PlanPlace): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, planFragment(place));
    await this.status.waitFor();
  }

  async closePlan(): Promise<void> {
    await this.press(this.words.plan('close'), this.panel);
    await this.panel.waitFor({ state: 'detached' });
  }

  field(
    field: 'title' | 'goal' | 'audience' | 'message' | 'start' | 'end' | 'budgetMinor' | 'expectedEnquiries',
  ) {
    return this.panel.getByRole('textbox', { name: this.words.common(`field.${field}`), exact: true });
  }

  get brief(): Locator {
    return this.panel.getByRole('textbox', { name: this.words.plan('brief.label'), exact: true });
  }

  /** Makes a plan of one's own department and fills it in. */
  async createPlan(fields: PlanFields): Promise<void> {
    // An empty board names the key beside the word.
    const label = new RegExp(`^${this.words.board('newPlan')}( n)?$`);
    await this.page.getByRole('button', { name: label }).first().click();
    await this.fill(fields);
  }

  /** The plan that is open, where it is shown to be read. */
  get document(): Locator {
    return this.panel.getByRole('region', { name: this.words.plan('document.label') });
  }

  /** Goes from the document to the form. */
  edit(): Promise<void> {
    return this.press(this.words.plan('edit'), this.panel);
  }

  async fill(fields: Partial<PlanFields>): Promise<void> {
    if (await this.document.isVisible()) await this.edit();
    for (const [field, text] of Object.entries(fields)) {
      const input = this.field(field as keyof PlanFields);
      await input.fill(String(text));
      await input.blur();
    }
  }

  async addTags(field: 'channels' | 'regions' | 'tags', tags: readonly string[]): Promise<void> {
    const input = this.panel.getByRole('combobox', { name: this.words.common(`field.${field}`) });
    for (const tag of tags) {
      await input.fill(tag);
      await input.press('Enter');
    }
    await input.blur();
  }

  /** Chooses in a closed list. */
  async choose(label: string, option: string, inside: Page | Locator = this.page): Promise<void> {
    await inside.getByRole('button', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** A radio or checkbox, whose own input is not visible. */
  check(label: string, inside: Page | Locator = this.page): Promise<void> {
    return inside.getByText(label, { exact: true }).click();
  }

  /** Waits until the host has everything that was typed. */
  async saved(): Promise<void> {
    await this.page.locator('[data-saved=saved]').waitFor();
  }

  async sees(state: PlanState, changes = 0): Promise<void> {
    const { common } = this.words;
    const word =
      state === 'changed-since-agreed'
        ? common('stateChanged', { count: changes })
        : common(`state.${state}`);
    await this.status.getByText(word, { exact: true }).waitFor();
  }

  /** Creates a link for somebody; the address others reach, or this machine's only. */
  async invite(invitation: {
    role?: 'member' | 'guest';
    department?: Department;
    approver?: boolean;
    network?: boolean;
    /** Where one is: on a board, unless said. */
    from?: 'members';
  }): Promise<string> {
    const { invite, common, frame } = this.words;
    await this.press(invitation.from === 'members' ? this.words.members('invite') : frame('invite'));
    if (invitation.role === 'guest') await this.check(invite('role.guest'), this.dialog);
    if (invitation.department)
      await this.choose(
        invite('department.label'),
        common(`department.${invitation.department}`),
        this.dialog,
      );
    if (invitation.approver) await this.check(invite('approver'), this.dialog);
    await this.press(invite('create'), this.dialog);
    const link = this.dialog.getByRole('textbox', { name: invite('link.label'), exact: true });
    const question = this.button(invite(invitation.network ? 'network.open' : 'network.stay'), this.dialog);
    await link.or(question).waitFor();
    if (await question.isVisible()) await question.click();
    const address = await link.inputValue();
    await this.press(common('done'), this.dialog);
    return address;
  }

  /** Submits the plan that is open; returns the message that is ready to be sent. */
  async submit({ again = false } = {}): Promise<string> {
    const { plan, decision } = this.words;
    await this.press(plan(again ? 'step.submit-again' : 'step.submit'), this.status);
    await this.press(decision(again ? 'submit.pressAgain' : 'submit.press'), this.dialog);
    return this.readyMessage();
  }

  async readyMessage(): Promise<string> {
    const { decision } = this.words;
    const message = await this.dialog.getByLabel(decision('message.label'), { exact: true }).inputValue();
    await this.press(decision('message.done'), this.dialog);
    return message;
  }

  /** Approves the plan that is open: looks, answers, promises what is said or else what was promised last, and signs. Returns the sentence. */
  async approve(promise?: Promised): Promise<string> {
    const { decision } = this.words;
    await this.press(decision('approve.approve'), this.status);
    await this.promise(promise);
    const sentence = await this.dialog.locator('[data-sentence]').textContent();
    await this.press(decision('approve.press'), this.dialog);
    await this.dialog.waitFor({ state: 'detached' });
    return sentence ?? '';
  }

  /** Fills in the follow-up promise of the approval that is open; without one, takes over last time's. */
  async promise(promise?: Promised): Promise<void> {
    const { decision } = this.words;
    const [before = ''] = decision('approve.lastTime', { owner: '|', days: 1, share: '', capacity: 1 }).split(
      '|',
    );
    if (!promise) return this.dialog.getByRole('button', { name: before }).click();
    await this.choose(decision('approve.owner'), promise.owner, this.dialog);
    for (const field of ['days', 'share', 'capacity'] as const)
      await this.dialog
        .getByRole('textbox', { name: decision(`approve.${field}`), exact: true })
        .fill(promise[field]);
  }

  /** What the history of the plan that is open says, newest on top. */
  history(): Promise<string[]> {
    const { decision } = this.words;
    return this.panel
      .getByRole('region', { name: decision('history.title') })
      .getByRole('listitem')
      .allTextContents();
  }
}

function allWords(language: Language) {
  return {
    backup: wordsOf(language, 'backup'),
    board: wordsOf(language, 'board'),
    calendar: wordsOf(language, 'calendar'),
    comments: wordsOf(language, 'comments'),
    common: wordsOf(language, 'common'),
    days: wordsOf(language, 'days'),
    decision: wordsOf(language, 'decision'),
    frame: wordsOf(language, 'frame'),
    inbox: wordsOf(language, 'inbox'),
    invite: wordsOf(language, 'invite'),
    kept: wordsOf(language, 'kept'),
    members: wordsOf(language, 'members'),
    phone: wordsOf(language, 'phone'),
    plan: wordsOf(language, 'plan'),
    problems: wordsOf(language, 'problems'),
    record: wordsOf(language, 'record'),
    rounds: wordsOf(language, 'rounds'),
    trust: wordsOf(language, 'trust'),
    welcome: wordsOf(language, 'welcome'),
    workshop: wordsOf(language, 'workshop'),
  };
}
