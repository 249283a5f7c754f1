/** The rule files (`.stepwright.json`) that the command line finds: for a definition the nearest one in a folder above it. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseRuleFile, RULE_FILE_NAME, type RuleFile, type RuleFileProblem, type RuleFileSettings } from '#language';
import { readText } from './definition-file.ts';

export interface RuleFilesOnDisk {
  /** What holds for a definition; nothing where no folder above it has a rule file. */
  readonly settingsFor: (file: string) => Partial<RuleFileSettings>;
  /** The files with mistakes among those that were used. */
  readonly broken: () => readonly BrokenRuleFile[];
}

export interface BrokenRuleFile {
  /** As it is reached from the working folder. */
  readonly file: string;
  readonly text: string;
  readonly problems: readonly RuleFileProblem[];
}

interface Read {
  readonly folder: string;
  readonly text: string;
  readonly rules: RuleFile;
}

export function ruleFilesOnDisk(): RuleFilesOnDisk {
  /** By folder; undefined where neither it nor a folder above has one. */
  const known = new Map<string, Read | undefined>();
  const nearest = (folder: string): Read | undefined => {
    if (known.has(folder)) return known.get(folder);
    const file = join(folder, RULE_FILE_NAME);
    const read = existsSync(file) ? readText(file) : undefined;
    const up = dirname(folder);
    const found =
      read && 'text' in read
        ? { folder, text: read.text, rules: parseRuleFile(read.text) }
        : up === folder
          ? undefined
          : nearest(up);
    known.set(folder, found);
    return found;
  };
  return {
    settingsFor: (file) => {
      const path = resolve(file);
      const found = nearest(dirname(path));
      return found ? found.rules.settingsFor(relative(found.folder, path).split(sep).join('/')) : {};
    },
    broken: () =>
      [...new Set(known.values())].flatMap((read) => {
        if (!read?.rules.problems.length) return [];
        const { folder, text, rules } = read;
        return [{ file: relative('.', join(folder, RULE_FILE_NAME)), text, problems: rules.problems }];
      }),
  };
}
