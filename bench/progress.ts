/** Tells how far it is. A line that is done stays; the others are overwritten on a terminal. */
export type Progress = (line: string, isDone: boolean) => void;

/** Progress with the time since the start, on standard error. */
export function clockProgress(): Progress {
  const started = performance.now();
  const terminal = process.stderr.isTTY;
  let said = 0;
  return (line, isDone) => {
    const now = performance.now();
    // Into a file or a pipe, a line every five seconds is enough.
    if (!isDone && !terminal && now - said < 5000) return;
    said = now;
    const text = `${((now - started) / 1000).toFixed(0).padStart(5)} s  ${line}`;
    if (terminal) process.stderr.write(`\r\u001B[2K${text}${isDone ? "\n" : ""}`);
    else process.stderr.write(`${text}\n`);
  };
}

/** One step that cannot tell how far it is. */
export async function step(
  progress: Progress,
  line: string,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  progress(`${line} ...`, false);
  await work();
  progress(line, true);
}
