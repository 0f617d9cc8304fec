// A library that decides in the application: it is told what is held, and says yes or no.

/** A role that somebody holds now; a key that is granted by itself is a role of one key. */
export interface Holding {
  role: string;
  keys: string[];
  /** The projects and organizations in which it is held. */
  places: string[];
}

/** What is asked. An application knows whose project it is: that never changes. */
export interface Wish {
  person: string;
  key: string;
  project: string;
  organization: string;
}

/** One library: what its structures are for these holdings, and what it answers by them. */
export interface Peer {
  name: "casbin" | "CASL" | "Cedar";
  decide: (wish: Wish, holdings: readonly Holding[]) => boolean | PromiseLike<boolean>;
}
