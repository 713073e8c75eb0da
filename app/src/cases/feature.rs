//! The table of this feature.

use super::api::{CONSENT, CasesApi, HANDLE, WORK};
use super::messages as m;
use super::{accounts_page, acts, ask_page, company_page, detail_page, list_page, mails, prompts, reset_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::link::Purpose;
use crate::page::Screen;
use crate::permission::Access::{Link, Needs, Public};

pub const COMPANY: Screen = Screen {
    path: "/cases",
    title: m::COMPANY_TITLE,
    icon: "headset",
    permission: CONSENT,
    key: "r",
    aliases: "たいおうあんけん taiou anken support cases サポート 再設定 さいせってい reset",
};
pub const SCREEN: Screen = Screen {
    path: "/support/cases",
    title: m::TITLE,
    icon: "headset",
    permission: HANDLE,
    key: "c",
    aliases: "たいおうあんけん taiou anken cases サポート reset",
};
pub const ACCOUNTS: Screen = Screen {
    path: "/support/accounts",
    title: m::ACCOUNTS,
    icon: "search",
    permission: HANDLE,
    key: "u",
    aliases: "あかうんと akaunto accounts ロック 検索 kensaku search locked",
};

/// Sets a new password, at the end of a support case.
pub const RESET: Purpose = Purpose { code: "password.reset", page: "/password/reset" };

/// Names it in the list of all features.
pub struct Table;

impl<B: CasesApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[COMPANY, SCREEN, ACCOUNTS],
        permissions: &[CONSENT, HANDLE, WORK],
        pages: &[
            page!("/sign-in/help", Public, reads["kind"], ask_page::ask),
            page!("/cases", Needs(CONSENT), company_page::list),
            page!("/password/reset", Link, reset_page::reset),
            page!("/support/cases", Needs(HANDLE), reads ["show", "state", "with", "q", "after", "before"],
                list_page::list),
            page!("/support/cases/{id}", Needs(HANDLE), detail_page::detail),
            page!("/support/accounts", Needs(HANDLE), reads ["email", "account", "q", "show", "company"],
                accounts_page::accounts),
        ],
        posts: &[
            post!("/sign-in/help", Public, on "/sign-in/help", about nothing => CasesApi::ask_for_help),
            post!("/cases/consent", Needs(CONSENT), on "/cases", about Case in "id", as prompts::CONSENT
                => CasesApi::consent_case),
            post!("/cases/refuse", Needs(CONSENT), on "/cases", about Case in "id", as prompts::REFUSE
                => CasesApi::refuse_case),
            post!("/password/reset", Link, on "/password/reset", secrets ["new", "again"], about nothing
                => CasesApi::reset_password),
            post!("/support/cases", Needs(HANDLE), on "/support/accounts", about Account in "account", as prompts::OPEN
                => CasesApi::open_case),
            post!("/support/cases/answered", Needs(HANDLE), on "/support/cases", about Help in "id", as prompts::HELP_DONE
                => CasesApi::finish_help),
            post!("/support/cases/assign", Needs(WORK), on "/support/cases/{id}", about Case in "id"
                => CasesApi::assign_case),
            post!("/support/cases/unassign", Needs(WORK), on "/support/cases/{id}", about Case in "id"
                => CasesApi::unassign_case),
            post!("/support/cases/note", Needs(WORK), on "/support/cases/{id}", about Case in "id" => CasesApi::add_note),
            post!("/support/cases/check", Needs(HANDLE), on "/support/cases/{id}", about Case in "id", as prompts::CHECK
                => CasesApi::check_case),
            post!("/support/cases/approve", Needs(HANDLE), on "/support/cases/{id}", about Case in "id", as prompts::APPROVE
                => CasesApi::approve_case),
            post!("/support/cases/send-again", Needs(HANDLE), on "/support/cases/{id}", about Case in "id",
                as prompts::SEND_AGAIN => CasesApi::send_case_again),
            post!("/support/cases/cancel", Needs(HANDLE), on "/support/cases/{id}", about Case in "id", as prompts::CANCEL
                => CasesApi::cancel_case),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[RESET],
    };
}
