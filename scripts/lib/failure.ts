/** Something the user can put right. Its message is one line that says how. */
export class Failure extends Error {
  override name = "Failure";
}

/** Run a command's main function: a Failure is one line, anything else a stack trace. */
export async function run(main: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
