// What a command cannot do, as one line and an exit code.

/** How every command ends. */
export const EXIT = {
  /** Done, and nothing found. */
  ok: 0,
  /** Something was found, or could not be done: a line says what. */
  findings: 1,
  /** The command was typed wrong, or a setting is missing. */
  usage: 2,
  /** The database or the service does not answer, or lets nobody in. */
  unreachable: 3,
} as const;

/** Something the user can put right. Its message is one line that says how. */
export class Failure extends Error {
  override name = "Failure";
  /** How the command ends. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.findings) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What was typed wrong, or is not set. */
export const misused = (message: string): Failure => new Failure(message, EXIT.usage);
