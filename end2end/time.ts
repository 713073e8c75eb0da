// What no clock of ours can move: the real program reads the machine's.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Role } from "./people";

/** Makes the password of the only person with a role as old as it would be after so many days. */
export function agePassword(role: Role, days: number): void {
  const set = new Date(Date.now() - days * 86_400_000).toISOString().replace("Z", "+00:00");
  const file = join(process.env.E2E_DATA ?? "", "sekisho.sqlite");
  const change = `UPDATE account SET password_set_at = '${set}' WHERE role = '${role}'`;
  execFileSync("sqlite3", ["-cmd", ".timeout 60000", file, change]);
}
