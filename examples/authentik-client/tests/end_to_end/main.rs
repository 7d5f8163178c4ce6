//! The generated client against the generated server: each scenario in one process without a socket, and over loopback
//! TCP.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "this is all test code"
)]

mod answers;
mod changes;
mod failures;
mod pages;
mod paths;
mod recorder;
mod refusals;
mod secrets;
mod transport;
mod unknowns;

macro_rules! over_both_transports {
    ($($module:ident: $($scenario:ident),+;)+) => {
        mod in_process {
            $($(
                #[tokio::test]
                async fn $scenario() {
                    crate::$module::$scenario(crate::transport::Transport::InProcess).await;
                }
            )+)+
        }

        mod over_tcp {
            $($(
                #[tokio::test]
                async fn $scenario() {
                    crate::$module::$scenario(crate::transport::Transport::Tcp).await;
                }
            )+)+
        }
    };
}

over_both_transports! {
    changes:
        a_patch_changes_what_it_holds,
        an_empty_patch_changes_nothing,
        a_new_slug_moves_the_flow,
        a_binding_moves_to_another_flow,
        what_is_there_can_be_sent_again,
        a_group_is_kept_cleared_or_set;
    refusals:
        all_that_breaks_a_constraint_is_told_at_once,
        a_place_in_a_list_is_told_by_its_item,
        a_number_out_of_bounds_is_told,
        a_body_that_is_null_is_refused,
        a_slug_or_name_that_is_taken_is_told,
        objects_that_do_not_exist_are_told,
        a_place_that_is_taken_is_told_of_the_whole,
        a_refused_patch_changes_nothing;
    failures:
        a_missing_token_is_forbidden,
        a_wrong_token_is_forbidden,
        what_does_not_exist_is_an_undocumented_404,
        what_is_left_out_is_501,
        a_handler_that_fails_is_500_without_its_reason,
        a_handler_that_panics_is_500_without_its_reason;
    paths:
        a_slug_arrives_as_it_was_given,
        a_dot_segment_is_not_sent;
    unknowns:
        an_unknown_value_is_kept_and_sent_back,
        an_unknown_value_in_a_request_is_refused,
        an_unknown_field_is_passed_over,
        a_null_that_the_document_forbids_is_not_decoded;
    pages:
        request_examples_are_sent_as_they_stand,
        answer_examples_arrive_as_they_stand,
        an_example_without_a_required_member_is_not_decoded;
    secrets:
        a_token_is_not_in_any_debug_output;
}
