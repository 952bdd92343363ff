import { X509Certificate } from 'node:crypto';
import type { Clock } from '../base/ports';
import { namesIn, type Certificate } from './certificate';
import { readCertificate, type CertificateFiles } from './given-certificate';
import { ownCertificate } from './own-certificate';

/** The certificate of a running host: the company's from the start, or its own as soon as other machines may come. */
export class HostCertificate {
  readonly #data: string;
  readonly #files: CertificateFiles | null;
  readonly #clock: Clock;
  #current: Certificate | null = null;

  /** @throws Error in words when the company's certificate cannot be used */
  constructor(data: string, files: CertificateFiles | null, clock: Clock) {
    this.#data = data;
    this.#files = files;
    this.#clock = clock;
    this.renew();
  }

  /** Null while this host speaks no TLS. */
  get current(): Certificate | null {
    return this.#current;
  }

  /** The names under which the company's certificate lets the host answer. */
  get names(): string[] {
    return this.#files && this.#current ? namesIn(new X509Certificate(this.#current.cert)) : [];
  }

  /** To be called before other machines are let in. @throws Error in words */
  async ensure(): Promise<Certificate> {
    this.#current ??= await ownCertificate(this.#data, this.#clock.now());
    return this.#current;
  }

  /** Reads the company's files again; the host's own certificate stays what it is. @throws Error in words */
  renew(): Certificate | null {
    if (this.#files) this.#current = readCertificate(this.#files, this.#clock.now());
    return this.#current;
  }
}
