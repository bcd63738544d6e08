/** How severe each rule is for a run. */

import type { VFileMessage } from 'vfile-message';
import type { RuleSetting } from '../../domain/lint-result.ts';
import { lintSeverities, type MessageCode, messageSeverities, type Severity } from '../../domain/message.ts';

/** The severities of a run. */
export interface Severities {
  isOff(code: MessageCode): boolean;
  /** Set the severity of a message. @returns false when its rule is off. */
  apply(message: VFileMessage): boolean;
}

const FATAL = { error: true, warning: false, info: undefined } as const;
const BY_SETTING: Readonly<Record<RuleSetting, Severity | undefined>> = {
  off: undefined,
  warn: 'warning',
  error: 'error',
};

/**
 * Make the severities of a run.
 *
 * @param settings
 *   By rule id, the last word on each.
 */
export function createSeverities(settings: Readonly<Partial<Record<string, RuleSetting>>>): Severities {
  const severityOf = (code: string): Severity | undefined => {
    const setting = settings[code];
    if (setting !== undefined) return BY_SETTING[setting];
    const known = code as MessageCode;
    return lintSeverities[known] ?? messageSeverities[known];
  };
  return {
    isOff: (code) => severityOf(code) === undefined,
    apply(message) {
      const severity = severityOf(message.ruleId ?? '');
      if (severity === undefined) return false;
      message.fatal = FATAL[severity];
      return true;
    },
  };
}
