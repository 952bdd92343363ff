import type { Log } from '../base/ports';
import type { CertificateFiles } from '../tls/given-certificate';

export interface StartOptions {
  /** The data directory; made if it is not there. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; this machine only, if absent. Beyond this machine the host speaks TLS too. */
  readonly bind?: string | undefined;
  /** Further names that people use for this host, as behind a proxy. */
  readonly names?: readonly string[] | undefined;
  /** Proxies before this host, whose word counts on who asks: addresses, or networks as `10.0.0.0/8`. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Who may read the metrics from other machines: addresses, or networks. */
  readonly metricsFrom?: readonly string[] | undefined;
  /** A certificate that systems trust; otherwise the host makes its own as soon as other machines may come. */
  readonly tls?: CertificateFiles | 'own' | undefined;
  /** The built pages, for browsers. */
  readonly rendererDir?: string | undefined;
  /** Offers the example workspace to whoever sits at this machine. */
  readonly example?: boolean | undefined;
  readonly onEvent?: Log | undefined;
}

/** A host that is up. */
export interface RunningHost {
  readonly url: string;
  /** The link that makes its holder the first owner; only while there is none. */
  readonly ownerInvite?: string;
  /** Fingerprint of the host's own certificate, which links carry; null while it shows none, or one that systems trust. */
  readonly pin: () => string | null;
  /** Reads the files of `tls` again, for whoever connects from now on. @throws Error in words; the old ones stay */
  readonly renewCertificate: () => void;
  /** Lets other machines in. @returns base addresses they reach */
  readonly openToNetwork: () => Promise<string[]>;
  /** Who is connected at this moment. */
  readonly here: () => readonly { readonly id: string; readonly name: string }[];
  /** Settles what was received, answers what was asked, says goodbye, then stops; within ten seconds. */
  readonly close: () => Promise<void>;
}
