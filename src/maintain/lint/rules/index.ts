/** The lint rules with code of their own; what loading a document reports needs none here. */

import type { LintRule } from '../rule.ts';
import { catalogOverBudget } from './catalog-over-budget.ts';
import { commentInstructs } from './comment-instructs.ts';
import { compatibilityLong } from './compatibility-long.ts';
import { dependencyUnknown } from './dependency-unknown.ts';
import { descriptionAlike } from './description-alike.ts';
import { descriptionLong } from './description-long.ts';
import { descriptionUnbounded } from './description-unbounded.ts';
import { fieldUnknown } from './field-unknown.ts';
import { handoffOneWay } from './handoff-one-way.ts';
import { handoffUnknown } from './handoff-unknown.ts';
import { indexBlockMissing } from './index-block-missing.ts';
import { indexDrift } from './index-drift.ts';
import { indexEntryDrift } from './index-entry-drift.ts';
import { indexEntryMissing } from './index-entry-missing.ts';
import { indexOverBudget } from './index-over-budget.ts';
import { keywordStuffing } from './keyword-stuffing.ts';
import { linkAnchorMissing } from './link-anchor-missing.ts';
import { linkCase } from './link-case.ts';
import { linkFileMissing } from './link-file-missing.ts';
import { linkLeavesRoot } from './link-leaves-root.ts';
import { nameInvalid } from './name-invalid.ts';
import { nameMismatch } from './name-mismatch.ts';
import { nameMissing } from './name-missing.ts';
import { nameReserved } from './name-reserved.ts';
import { notForUnknown } from './not-for-unknown.ts';
import { pageUnchecked } from './page-unchecked.ts';
import { placeholderLeft } from './placeholder-left.ts';
import { referenceUnlisted } from './reference-unlisted.ts';
import { referenceUnreachable } from './reference-unreachable.ts';
import { remarkUnknown } from './remark-unknown.ts';
import { skillCloned } from './skill-cloned.ts';
import { skillFolderEmpty } from './skill-folder-empty.ts';
import { skillsSuppressed } from './skills-suppressed.ts';
import { titleDuplicate } from './title-duplicate.ts';
import { treeBranchShadowed } from './tree-branch-shadowed.ts';
import { treeBranchWithoutCondition } from './tree-branch-without-condition.ts';
import { treeBranchWithoutTarget } from './tree-branch-without-target.ts';
import { treeConditionDuplicate } from './tree-condition-duplicate.ts';
import { treeFallbackMissing } from './tree-fallback-missing.ts';
import { treeTargetMissing } from './tree-target-missing.ts';
import { treeTargetUnlisted } from './tree-target-unlisted.ts';
import { triggerCommon } from './trigger-common.ts';
import { triggerDuplicate } from './trigger-duplicate.ts';
import { triggerMisroutes } from './trigger-misroutes.ts';
import { triggersBorrowed } from './triggers-borrowed.ts';
import { triggersEmpty } from './triggers-empty.ts';
import { triggersNotList } from './triggers-not-list.ts';
import { unicodeInvisible } from './unicode-invisible.ts';

/** In the order of their ids. */
export const rules: readonly LintRule[] = [
  catalogOverBudget,
  commentInstructs,
  compatibilityLong,
  dependencyUnknown,
  descriptionAlike,
  descriptionLong,
  descriptionUnbounded,
  fieldUnknown,
  handoffOneWay,
  handoffUnknown,
  indexBlockMissing,
  indexDrift,
  indexEntryDrift,
  indexEntryMissing,
  indexOverBudget,
  keywordStuffing,
  linkAnchorMissing,
  linkCase,
  linkFileMissing,
  linkLeavesRoot,
  nameInvalid,
  nameMismatch,
  nameMissing,
  nameReserved,
  notForUnknown,
  pageUnchecked,
  placeholderLeft,
  referenceUnlisted,
  referenceUnreachable,
  remarkUnknown,
  skillCloned,
  skillFolderEmpty,
  skillsSuppressed,
  titleDuplicate,
  treeBranchShadowed,
  treeBranchWithoutCondition,
  treeBranchWithoutTarget,
  treeConditionDuplicate,
  treeFallbackMissing,
  treeTargetMissing,
  treeTargetUnlisted,
  triggerCommon,
  triggerDuplicate,
  triggerMisroutes,
  triggersBorrowed,
  triggersEmpty,
  triggersNotList,
  unicodeInvisible,
];
