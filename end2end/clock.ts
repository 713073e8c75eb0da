// The clock of a console under test. libfaketime replaces the machine's clock for the program, and tests move it where
// people would wait. Clocks that only measure time stay real, and the program does not notice. The clock belongs to a
// data folder and stands still while no program runs there, so that a copied folder continues at the time of the copy.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

const own = () => process.env.E2E_DATA ?? "";
/** The file with the seconds by which the clock is ahead, in the format of libfaketime. */
const ahead = (data: string) => join(data, "clock");
/** The file with the time at which the last program ended, in milliseconds. */
const stood = (data: string) => join(data, "clock-stood");

/** The time of a console, by default of the test's own. */
export const now = (data = own()) => Date.now() + Math.round(Number(readFileSync(ahead(data), "utf8")) * SECOND);

/** Moves the clock of the test's own console on. */
export function advance(by: number): void {
  set(own(), now() + by);
}

/** Starts a clock at its last time or at a given time. Returns the environment variables for the program. */
export function wind(data: string, from?: number): Record<string, string> {
  set(data, from ?? (existsSync(stood(data)) ? Number(readFileSync(stood(data), "utf8")) : Date.now()));
  return {
    LD_PRELOAD: library(),
    FAKETIME_TIMESTAMP_FILE: ahead(data),
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    NO_FAKE_STAT: "1",
  };
}

/** Stores the time after the program has ended, and removes the files that the library leaves behind. */
export function stop(data: string, pid?: number): void {
  writeFileSync(stood(data), `${now(data)}`);
  for (const kind of ["faketime_shm_", "sem.faketime_sem_"]) rmSync(`/dev/shm/${kind}${pid}`, { force: true });
}

/** Replaces the file atomically, because the program may read it at any moment. */
function set(data: string, time: number): void {
  const seconds = (time - Date.now()) / SECOND;
  writeFileSync(`${ahead(data)}.new`, `${seconds < 0 ? "" : "+"}${seconds.toFixed(3)}`);
  renameSync(`${ahead(data)}.new`, ahead(data));
}

function library(): string {
  const found = process.env.LIBFAKETIME;
  if (!found) throw new Error("LIBFAKETIME names no library: run the tests by scripts/browser.sh");
  return found;
}
