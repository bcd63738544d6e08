/** What is known of a natural language: its words that requests, descriptions and trees are read by. */

/**
 * One language. A field without words is an empty list.
 *
 * Words are letters and spaces. Patterns are sources of regular expressions without capturing groups, for what words alone cannot say;
 * those that need boundaries bring their own. Case never counts. A word that two languages share stands in one of them.
 */
export interface Language {
  /** Its name in English. */
  readonly name: string;
  /** Words that say nothing about what a text is about: they are no terms, in documents and in requests. */
  readonly stopWords: readonly string[];
  /** How endings come off, where there is a way. Words of a to z are all stemmed as English, in `analyze`. */
  readonly stemmer: Stemmer | undefined;

  /** Words of answers in a tree that say that the question above them holds. */
  readonly yes: readonly string[];
  /** Words of answers in a tree that take the question above them away. */
  readonly no: readonly string[];
  /** Patterns in headings of sections that hold a decision tree. */
  readonly decisionTreeHeadings: readonly string[];
  /** Words before a file in a tree that say that it should be read, not when; found where they begin and end with ASCII. */
  readonly opens: readonly string[];
  /** Words in the header of a table's column that says when to read a file. */
  readonly whenHeaders: readonly string[];
  /** Words in the header of a table's column that says which file to read. */
  readonly whereHeaders: readonly string[];
  /** Words of a tree's condition that holds when no other does. */
  readonly fallbacks: readonly string[];

  /** Words between two clauses of a request that may be wishes each, with spaces around them. */
  readonly and: readonly string[];
  /** Words that may follow those of `and`. */
  readonly also: readonly string[];
  /** Patterns between two such clauses that need no space before them. */
  readonly joins: readonly string[];
  /** Words that may follow a comma of East Asian scripts between two such clauses. */
  readonly joinsAfterComma: readonly string[];
  /** Patterns that a clause of a request begins with when it says what is not asked for. */
  readonly refuses: readonly string[];
  /** Words that a request begins with when it goes on from the one before. */
  readonly goesOn: readonly string[];
  /** Words that stand for something said before: in a short request they make it a follow-up. */
  readonly refersBack: readonly string[];

  /** Words before the last of several triggers in one string. */
  readonly beforeLastPhrase: readonly string[];
  /** Patterns from which on a sentence of a description says what a reference is not for. */
  readonly excludes: readonly string[];
  /** Patterns without which a description has nothing of `excludes`: a quick look before the long one. */
  readonly mayExclude: readonly string[];
  /** Patterns that such a sentence begins with when it stands behind a dash or a semicolon. */
  readonly beginsExclusion: readonly string[];
  /** Patterns before the name of another reference that a description sends requests to. */
  readonly sendsTo: readonly string[];
  /** Patterns that may stand between those and the name. */
  readonly articles: readonly string[];
  /** Patterns without one of which a sentence only mentions the name. */
  readonly saysWhich: readonly string[];
  /** Patterns behind a name that end its clause, as a comma does. */
  readonly endsHandoff: readonly string[];
}

/** Takes endings off words of one script. */
interface Stemmer {
  /** Finds a letter of the script in a word. */
  readonly script: RegExp;
  /** Gives the stem, a beginning of the word; the word itself when nothing comes off. */
  readonly stem: (word: string) => string;
}

/** Names of the fields that hold words or patterns. */
export type LanguageField = Exclude<keyof Language, 'name' | 'stemmer'>;
