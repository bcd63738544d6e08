/** Evaluations in each form. Numbers of the router move with it, so that a made-up evaluation is rendered. */

import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/domain/evaluation.ts';
import { shareOf } from '../../src/maintain/evaluate/statistics.ts';
import { renderEvaluationJson } from '../../src/report/evaluation/json.ts';
import { renderEvaluationJunit } from '../../src/report/evaluation/junit.ts';
import { renderEvaluationMarkdown, renderEvaluationTable } from '../../src/report/evaluation/table.ts';

const row = {
  query: 'rotate "keys" <now> & here',
  acceptable: [],
  not: [],
  decision: 'route',
  confidence: 0.9,
} as const;
const rows = [
  { ...row, id: 'q1', expected: ['keys.md'], chosen: ['keys.md'], rank: 1, right: true },
  { ...row, query: 'restore |it\u001b[31m', expected: ['backups.md'], chosen: ['keys.md'], rank: 2, right: false },
  { ...row, query: 'cake', expected: [], chosen: [], decision: 'abstain', rank: 0, right: true },
  { ...row, query: 'doors', expected: null, not: ['keys.md'], chosen: ['keys.md'], rank: 0, right: false },
] as const;
const evaluation: Evaluation = {
  rows,
  r1: shareOf(1, 2),
  r3: shareOf(2, 2),
  mrr10: 0.75,
  setRecall: 0.5,
  setPrecision: 0.5,
  noMatch: shareOf(1, 1),
  coverage: shareOf(2, 2),
  nearMiss: shareOf(0, 1),
  calibrationError: 0.4,
  curve: [
    { threshold: 0.2, coverage: 1, accuracy: 0.5 },
    { threshold: 0.9, coverage: 0.5, accuracy: 1 },
  ],
  references: [
    { name: 'backups.md', r1: shareOf(0, 1) },
    { name: 'keys.md', r1: shareOf(1, 1) },
  ],
  languages: [{ name: 'latin', r1: shareOf(1, 2) }],
  confusions: [{ expected: 'backups.md', chosen: 'keys.md', count: 1 }],
  misses: [
    {
      row: rows[1],
      won: 'keys.md',
      winnerScore: 5.5,
      rightScore: 4,
      because: [{ name: 'phrase', label: 'best phrase', contribution: 2, ahead: 1.5 }],
    },
    { row: rows[3], won: 'keys.md', winnerScore: 5, rightScore: 0, because: [] },
  ],
};
const comparison = { won: ['rotate'], lost: ['restore'], rows: 4, chance: 1 };
const tuning = {
  abstainBelow: 0.31,
  before: { answered: shareOf(9, 10), turnedAway: shareOf(1, 4), asked: shareOf(2, 10), right: shareOf(6, 7) },
  after: { answered: shareOf(8, 10), turnedAway: shareOf(4, 4), asked: shareOf(1, 10), right: shareOf(6, 7) },
};
const report = { evaluation, comparison, tuning };

describe('renders an evaluation', () => {
  it('as a table', async () => {
    await expect(`${renderEvaluationTable(report)}\n`).toMatchFileSnapshot('fixtures/evaluation.txt');
  });

  it('as markdown', async () => {
    await expect(`${renderEvaluationMarkdown(report)}\n`).toMatchFileSnapshot('fixtures/evaluation.md');
  });

  it('as JUnit, whatever a request says', async () => {
    await expect(`${renderEvaluationJunit(evaluation)}\n`).toMatchFileSnapshot('fixtures/evaluation.xml');
  });

  it('as JSON that a later run can be compared with', () => {
    const json = JSON.parse(renderEvaluationJson(report));
    expect(json.comparison).toEqual(comparison);
    expect(json.tuning).toEqual(tuning);
    expect(json.rows).toHaveLength(4);
  });

  it('with no threshold, where the requests say nothing of any', () => {
    const { before, after } = tuning;
    expect(renderEvaluationTable({ evaluation, tuning: { before, after } })).toMatch(
      /proposed\n {2}none: no other threshold does better/,
    );
  });

  it('of nothing in a sentence', () => {
    expect(renderEvaluationTable({ evaluation: { ...evaluation, rows: [] } })).toMatch(/^No labelled request/);
  });
});
