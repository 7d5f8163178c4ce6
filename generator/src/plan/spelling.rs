//! Spelling: the words of a name of the document, in letters that an identifier may have.
//!
//! Letters of other scripts stay where an identifier of them reads well and no lint of rustc objects to it: all are of one script that is
//! written from left to right, are recommended for identifiers (UTS 39, 3.1), and cannot be taken for those of another script (UTS 39, 4
//! and 5.1). Other words are written in Latin letters. Files, modules, features and packages have Latin letters always: rustc looks for no
//! file of another name (E0754), and neither cargo's registry nor every file system takes one.

use std::fmt::Write as _;

use deunicode::deunicode_char;
use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization as _;
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::{
    GeneralSecurityProfile as _, is_potential_mixed_script_confusable_char, skeleton,
};

/// Which letters a name may have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Letters {
    /// Those of the name, where that reads well.
    Any,
    /// ASCII.
    Latin,
}

/// The name as words with spaces between them: signs that tell names apart are words, other signs are spaces.
pub(super) fn spelled(name: &str, letters: Letters) -> String {
    // Two ways to write `é` give one name (UAX 31, 5.1.3).
    let name: String = if name.is_ascii() {
        name.to_owned()
    } else {
        name.nfc().collect()
    };
    let name = without_apostrophes(&name);
    let mut text = String::with_capacity(name.len());
    for (index, run) in runs(&name).into_iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        if letters == Letters::Any && reads_well(run) {
            text.push_str(run);
        } else {
            latin(run, &mut text);
        }
    }
    // A sign at the beginning says more than one between words.
    if let Some(rest) = text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
        text = format!("minus {rest}");
    }
    text.chars().fold(String::new(), |mut spelled, c| {
        match c {
            '+' => spelled.push_str(" plus "),
            '<' => spelled.push_str(" less "),
            '>' => spelled.push_str(" greater "),
            '=' => spelled.push_str(" equal "),
            '!' => spelled.push_str(" not "),
            '*' => spelled.push_str(" star "),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => spelled.push(' '),
            c => spelled.push(c),
        }
        spelled
    })
}

/// The name without the apostrophes within its words: `People's` is one word.
fn without_apostrophes(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let is_letter = |index: Option<usize>| {
        let letter = index.and_then(|index| letters.get(index));
        letter.is_some_and(|letter| letter.is_alphabetic())
    };
    let kept = letters.iter().enumerate().filter(|(index, letter)| {
        let is_apostrophe = matches!(letter, '\'' | '\u{2019}');
        !(is_apostrophe && is_letter(index.checked_sub(1)) && is_letter(index.checked_add(1)))
    });
    kept.map(|(_, letter)| *letter).collect()
}

/// The words for a name that is nothing but signs of ASCII, which between words mean nothing; `None` for any other name.
pub(super) fn spelled_out(name: &str) -> Option<String> {
    let is_sign = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    if name.is_empty() || !name.bytes().all(is_sign) {
        return None;
    }
    let words = name.chars().map(|c| {
        let word = match c {
            ' ' => "space",
            '!' => "not",
            '"' => "quote",
            '#' => "hash",
            '$' => "dollar",
            '%' => "percent",
            '&' => "ampersand",
            '\'' => "apostrophe",
            '(' => "left parenthesis",
            ')' => "right parenthesis",
            '*' => "star",
            '+' => "plus",
            ',' => "comma",
            '-' => "minus",
            '.' => "dot",
            '/' => "slash",
            ':' => "colon",
            ';' => "semicolon",
            '<' => "less",
            '=' => "equal",
            '>' => "greater",
            '?' => "question",
            '@' => "at",
            '[' => "left bracket",
            '\\' => "backslash",
            ']' => "right bracket",
            '^' => "caret",
            '_' => "underscore",
            '`' => "backtick",
            '{' => "left brace",
            '|' => "pipe",
            '}' => "right brace",
            '~' => "tilde",
            control => return format!("u{:04x}", u32::from(control)),
        };
        word.to_owned()
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The longest parts of one script each. What belongs to no script, as digits and signs, goes with what it follows.
fn runs(name: &str) -> Vec<&str> {
    if name.is_ascii() {
        return vec![name];
    }
    let mut runs = Vec::new();
    let (mut start, mut current) = (0, None);
    for (at, c) in name.char_indices() {
        let script = match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => continue,
            // Written together in Japanese and Korean.
            Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => Script::Han,
            script => script,
        };
        if current.is_some_and(|current| current != script) {
            runs.extend(name.get(start..at));
            start = at;
        }
        current = Some(script);
    }
    runs.extend(name.get(start..));
    runs
}

/// Whether the words of a run may stay as they are.
fn reads_well(run: &str) -> bool {
    if run.is_ascii() {
        return true;
    }
    let latin = AugmentedScriptSet::for_char('A');
    let letters: Vec<char> = run.chars().filter(|c| !c.is_ascii()).collect();
    letters.iter().all(|letter| {
        let script = AugmentedScriptSet::for_char(*letter);
        let is_told_apart = if script == latin {
            // `ı` and `æ` are taken for `i` and `ae`.
            every_case(*letter, |c| {
                c.is_ascii() || skeleton(c.encode_utf8(&mut [0; 4])).any(|c| !c.is_ascii())
            })
        } else {
            // One letter that no other script has is enough to see which script it is. Case conversion changes the first at most to
            // upper case, the others at most to lower case.
            letters.iter().enumerate().any(|(at, other)| {
                let is_own = |c: char| !is_potential_mixed_script_confusable_char(c);
                AugmentedScriptSet::for_char(*other) == script
                    && is_own(*other)
                    && other.to_lowercase().all(is_own)
                    && (at > 0 || other.to_uppercase().all(is_own))
            })
        };
        is_told_apart
            && !matches!(
                letter.script(),
                Script::Arabic | Script::Hebrew | Script::Thaana
            )
            && every_case(*letter, |c| {
                c.is_alphanumeric() && is_xid_continue(c) && c.identifier_allowed()
            })
    })
}

/// Whether something holds for a letter in whichever case it is written.
fn every_case(letter: char, holds: impl Fn(char) -> bool) -> bool {
    let cases = letter.to_lowercase().chain(letter.to_uppercase());
    cases.chain([letter]).all(holds)
}

/// Writes a run in Latin letters: `Größe` as `Grosse`, an emoji as its name. What has no such letters is its code point.
fn latin(run: &str, text: &mut String) {
    for c in run.chars() {
        if c.is_ascii() {
            text.push(c);
            continue;
        }
        // Words of their own: signs, and syllables of scripts that have no spaces.
        let is_word = !c.is_alphanumeric() || matches!(c.script(), Script::Han);
        let is_mark = matches!(c.script(), Script::Inherited);
        match deunicode_char(c).map(str::trim) {
            // What cannot be seen is told, as a name may have nothing else: only marks go.
            Some("") if is_mark => {}
            Some(letters) if letters.contains(|c: char| c.is_ascii_alphanumeric()) => {
                let letters = letters.to_ascii_lowercase();
                let mut letters = letters
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
                if is_word {
                    text.push(' ');
                }
                if c.is_uppercase() {
                    text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                }
                text.extend(letters);
                if is_word {
                    text.push(' ');
                }
            }
            // A hard or soft sign, a mark above a letter.
            Some(_) if is_mark || c.is_alphabetic() => {}
            // Writing to a `String` cannot fail.
            _ => {
                let _ = write!(text, " u{:04x} ", u32::from(c));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, spelled};

    fn both(name: &str) -> [String; 2] {
        [Letters::Any, Letters::Latin].map(|letters| {
            let words = spelled(name, letters);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn letters_stay_where_they_read_well() {
        for (name, any, latin) in [
            ("Größe", "Größe", "Grosse"),
            ("naïve-idée", "naïve idée", "naive idee"),
            ("Пользователь", "Пользователь", "Polzovatel"),
            ("用户ID", "用户 ID", "yong hu ID"),
            ("ユーザー", "ユーザー", "yuza"),
            ("사용자", "사용자", "sayongja"),
            // Both could be Latin.
            ("рос", "ros", "ros"),
            ("ıd", "id", "id"),
            ("Æther", "Aether", "Aether"),
            // From right to left.
            ("שלום", "shlvm", "shlvm"),
            // A word of two scripts is two words.
            ("жyк", "ж y k", "zh y k"),
            ("🦀 crab", "crab crab", "crab crab"),
            ("²", "2", "2"),
            ("Ａ１", "A1", "A1"),
        ] {
            assert_eq!(both(name), [any, latin], "{name}");
        }
    }

    #[test]
    fn two_ways_to_write_one_letter_give_one_name() {
        assert_eq!(both("e\u{301}"), both("\u{e9}"));
        assert_eq!(both("x\u{302}"), ["x", "x"]);
    }

    #[test]
    fn what_has_no_letters_is_its_code_point() {
        assert_eq!(both("\u{e000}"), ["ue000", "ue000"]);
        assert_eq!(both("-1"), ["minus 1", "minus 1"]);
        assert_eq!(both("-"), ["", ""]);
    }
}
