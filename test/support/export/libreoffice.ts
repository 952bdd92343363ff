import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';

/** Commas, quotes around every text, UTF-8, raw numbers, the first sheet alone (LibreOffice's tokens of its CSV filter). */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,0';
/** Each start of the program takes seconds, and a command line is only so long. */
const A_START = 100;

/** What LibreOffice reads of the first sheet of each workbook: its rows. */
export function readByLibreOffice(workbooks: readonly Uint8Array[]): string[][][] {
  const folder = mkdtempSync(join(tmpdir(), 'handschlag-office-'));
  try {
    workbooks.forEach((bytes, n) => writeFileSync(join(folder, `${n}.xlsx`), bytes));
    const names = workbooks.map((_, n) => join(folder, `${n}.xlsx`));
    for (let from = 0; from < names.length; from += A_START) {
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const files = names.slice(from, from + A_START);
      const { status, stderr } = spawnSync(
        'soffice',
        [profile, '--headless', '--convert-to', AS_CSV, '--outdir', folder, ...files],
        { encoding: 'utf8', timeout: 600_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      );
      if (status !== 0) throw new Error(`soffice ended with ${String(status)}: ${stderr}`);
    }
    return workbooks.map((_, n) => {
      const csv = readFileSync(join(folder, `${n}.csv`), 'utf8');
      return Papa.parse<string[]>(csv, { delimiter: ',', newline: '\n' }).data.slice(0, -1);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
