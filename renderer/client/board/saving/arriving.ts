import * as Y from 'yjs';

/**
 * The update that arrives at this moment. It names all that its writer deleted; what goes with it without being named, inside of
 * something that he deleted, was written without his knowing of it.
 */
export class Arriving {
  #update: Uint8Array | null = null;
  /** Read only when somebody asks: seldom. */
  #deletes: ReturnType<typeof Y.decodeUpdate>['ds'] | null = null;

  take(update: Uint8Array): void {
    this.#update = update;
    this.#deletes = null;
  }

  /** Whether its writer named something as deleted, and so had seen it. */
  names(id: Y.ID): boolean {
    if (this.#update === null) return true;
    this.#deletes ??= Y.decodeUpdate(this.#update).ds;
    return Y.isDeleted(this.#deletes, id);
  }
}
