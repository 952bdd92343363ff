/** One thing the command line can do. */
export interface Command {
  /** One line for the list: what it does. */
  readonly summary: string;
  /** Everything there is to say for `--help`, from `usage:` on. */
  readonly usage: string;
  /**
   * Does it with the arguments after the command's name. A command that serves goes on after it has resolved.
   * @throws Error in words for the person at the terminal
   */
  run(args: readonly string[]): Promise<void>;
}
