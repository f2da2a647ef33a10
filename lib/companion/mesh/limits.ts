/** How much of a peer's answer we are willing to hold: peers may be broken, and we share a small machine. */
export interface MeshLimits {
  /** Bytes on the wire. */
  readonly wire: number;

  /** Bytes once unpacked: 31 kB on the wire can be 40 MiB. */
  readonly unpacked: number;

  /** Members in one view. */
  readonly nodes: number;

  /** Silences and log entries in one state. */
  readonly entries: number;

  /** Bytes of one silence or log entry. */
  readonly entry: number;
}

const MEBI = 1024 * 1024;

/**
 * Three times what a 0.34 accepts from a joiner (20 MiB), since an older mesh may hold more than that and still
 * has to be read; 110,000 entries are those 20 MiB.
 */
export const DEFAULT_LIMITS: MeshLimits = {
  wire: 64 * MEBI,
  unpacked: 64 * MEBI,
  nodes: 1024,
  entries: 500_000,
  entry: MEBI,
};

/** Bytes of state above which an Alertmanager of memberlist 0.6 (0.34) refuses whoever brings it: such an instance cannot join. */
export const LARGEST_JOINABLE_STATE = 20 * MEBI;

/** Bytes of one push; a larger state goes over in pieces. */
export const LARGEST_PUSH = 16 * MEBI;

/** Milliseconds of one exchange. The server gives it 10 s (`--cluster.tcp-timeout`), and may need a moment to say so. */
export const EXCHANGE_TIMEOUT = 12_000;
