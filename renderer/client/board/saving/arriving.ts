import * as Y from 'yjs';

/**
 * What an update deletes that arrives at this moment. It names all that its writer deleted; what goes with it without being named,
 * inside of something that he deleted, was written without his knowing of it.
 */
export class Arriving {
  readonly #deletes: ReturnType<typeof Y.decodeUpdate>['ds'];

  constructor(readonly update: Uint8Array) {
    this.#deletes = Y.decodeUpdate(update).ds;
  }

  /** Whether its writer named something as deleted, and so had seen it. */
  names(id: Y.ID): boolean {
    return Y.isDeleted(this.#deletes, id);
  }
}
