//! What kind of document a draft is guessed to be.

use ibid::check::Draft;
use ibid::claim::Kind;
use ibid::config::Settings;
use ibid::rules::Group;
use std::sync::Arc;

const PRESS: &str = "HOLM, 4 March 2031 \u{2014} Tidewell today announced a $45 million round led by the Harbour Fund. Revenue grew \
    120 percent in the past year, and the company now serves 3 million passengers.\n\n\
    \"We are thrilled to bring the night ferry to more towns,\" said Ines Holt, its founder.\n\n\
    ## About Tidewell\n\nTidewell runs ferries between the islands. It has 1,200 employees.\n\nMedia contact: Mara Vale.\n";

const LAB: &str = "# The flow of fog\n\n## Methods\n\nEach sample was weighed twice. The sensor was calibrated against a mercury column.\n\n\
    ## Results\n\nThe relative standard deviation was 0.2 %. The humidity fell by 14 percent within an hour. Of the droplets 38 percent \
    were larger than the mesh.\n";

const CHANGELOG: &str = "# Changelog\n\n## [1.4.0] - 2031-05-02\n\n### Added\n\n- A night mode for the chart table of the harbour.\n\n\
    ### Fixed\n\n- Startup is 20% faster on the older pilot boats of the fleet.\n- Memory use fell by 35 percent on every tablet.\n";

const MINUTES: &str = "# Minutes of the Harbour Committee\n\nPresent: A. Holm, B. Vale, C. Ruhr. Apologies: D. Lind.\n\n\
    The clerk reported a balance of \u{a3}48,312. Invoices totalling \u{a3}3,940 were approved for payment. It was suggested that a \
    grant be sought for the slip. It was resolved that the mole be closed in winter. Rents had risen by 12 percent.\n\n\
    Action: the clerk writes to the county.\n";

const MATCH: &str = "# Holm Rovers 3-1 Varde\n\nHolm won 3-1 at the Quay on Saturday after a slow first half. Varde had 71 percent of the \
    ball and missed a free kick. Lind equalised before half-time, and the second half belonged to Holm.\n\nThe visitors had 14 shots, \
    60 percent of them from outside the box.\n";

const STORY: &str = "The fog had come in before supper, and the lamp was out.\n\n\
    \"Where did you leave the oars?\" he asked.\n\n\"Under the stone, where you told me to put them.\"\n\nShe did not look up. The kettle \
    had begun to sing.\n\n\"You will not find them in the dark, old man.\"\n\n\"Then I shall row with my own two hands.\"\n\n\
    Half the village swore the old man was dead by morning. The boat came back without him, and nobody went to ask.\n";

const REVIEW: &str = "*The Salt Road*, by Ines Holt, opens in a net loft. The novel follows two sisters who have not spoken for years. \
    Its narrator counts what the tide takes. \"Nothing that the sea has eaten comes back whole.\" The prose is plain, and the plot \
    moves at the pace of a barge. The novel ends where it began.\n";

fn draft(text: &str) -> Draft {
    Draft::new(text, Arc::new(Settings::default()))
}

fn kind(text: &str) -> Kind {
    draft(text).fact_sheet(&[]).kind.kind
}

/// How often the rules on attribution speak.
fn found(text: &str) -> usize {
    draft(text).check().iter().filter(|finding| finding.rule.group == Group::Attribution).count()
}

#[test]
fn a_record_of_ones_own_is_known_by_its_phrases_and_its_figures_are_let_be() {
    for text in [PRESS, LAB, CHANGELOG, MINUTES, MATCH] {
        let guess = draft(text).fact_sheet(&[]).kind;
        assert_eq!(guess.kind, Kind::Record, "{guess} of {text}");
        assert_eq!(found(text), 0, "{text}");
    }
    assert!(found(&format!("---\nkind: news\n---\n\n{LAB}")) > 0, "declared as news, the same figures are asked about");
}

#[test]
fn a_story_wants_no_sources_and_the_words_of_a_reviewed_work_no_speaker() {
    assert_eq!(kind(STORY), Kind::Fiction);
    assert_eq!(found(STORY), 0);
    assert_eq!(kind(REVIEW), Kind::Review);
    assert_eq!(found(REVIEW), 0);
    assert_eq!(found("---\nkind: Fiction\n---\n\nHalf of all Danes have never seen a lighthouse keeper at work.\n"), 0);
}

#[test]
fn news_with_a_score_a_first_person_in_quotations_or_talk_stays_news() {
    let vote = "The council voted 5-4 on Monday to close the northern quay. The mayor, Ines Holt, said the storm had cost too much. \
        Mara Vale, a pilot, said: \"It takes our work from us and from me.\" The clerk, Tom Ruhr, said the county would pay. \
        \"Let us wait,\" Ms Holt said. Work begins on Tuesday.\n";
    assert_eq!(kind(vote), Kind::News);
    let chronicle = "## January 2031\n\nThe quay was closed after the storm.\n\n## May 2031\n\nAbout 40 percent of the boats were lost.\n\n\
        ## June 2031\n\nThe mole was opened to cars again.\n";
    assert_ne!(kind(chronicle), Kind::Record);
}

#[test]
fn a_kind_of_which_nothing_speaks_has_no_count_of_zero() {
    for text in [PRESS, STORY, REVIEW, "The quay is long. It was built of tarred wood and of stone.\n"] {
        let guess = draft(text).fact_sheet(&[]).kind;
        assert!(!guess.because.is_empty() && guess.because.iter().all(|why| !why.starts_with("0 ")), "{guess}");
    }
}
