//! Pages below those of the menu. The palette leads to them, for people who may open them.

use crate::page::SessionSummary;
use crate::palette as m;
use crate::permission::Permission;
use crate::text::Text;
use crate::{exports, inquiries, members, networks, operation_logs, refused_input, security};

/// A page below one of the menu, and the words by which people look for it.
pub struct Deeper {
    pub path: &'static str,
    pub title: Text,
    permission: Permission,
    pub aliases: &'static str,
}

static PAGES: [Deeper; 9] = [
    Deeper {
        path: "/account-ledger",
        title: crate::ledger::messages::TITLE,
        permission: members::api::VIEW,
        aliases: "だいちょう daichou ledger 台帳",
    },
    Deeper {
        path: "/security/networks",
        title: networks::messages::TITLE,
        permission: security::api::VIEW,
        aliases: "せつぞくもと setsuzokumoto ip制限 allowlist 接続元",
    },
    Deeper {
        path: "/security/profile",
        title: security::messages::PROFILE,
        permission: security::api::VIEW,
        aliases: "ぷろふぁいる purofairu 規定 policy",
    },
    Deeper {
        path: "/security/sensitive-actions",
        title: security::messages::SENSITIVE,
        permission: security::api::VIEW,
        aliases: "ほんにんかくにん sensitive 本人確認",
    },
    Deeper {
        path: "/security/refused-input",
        title: refused_input::messages::TITLE,
        permission: security::api::VIEW,
        aliases: "きょひ kyohi refused 拒否",
    },
    Deeper {
        path: "/exports/new",
        title: exports::messages::NEW,
        permission: exports::api::CREATE,
        aliases: "しんき shinki 新規 new export",
    },
    Deeper {
        path: "/inquiries/new",
        title: inquiries::messages::NEW,
        permission: inquiries::api::ASK,
        aliases: "しつもん shitsumon 質問 ask 新規 new",
    },
    Deeper {
        path: "/operation-logs/verify",
        title: operation_logs::messages::HOW,
        permission: operation_logs::api::VIEW,
        aliases: "けんしょう kenshou 検証 verify 改ざん",
    },
    Deeper {
        path: "/members#h-invite",
        title: m::INVITE,
        permission: members::api::MANAGE,
        aliases: "しょうたい shoutai invite 追加",
    },
];

/// Those that the person may open. The pages of a company are none of the staff's.
pub fn deeper(me: &SessionSummary) -> impl Iterator<Item = &'static Deeper> + use<'_> {
    PAGES.iter().filter(|page| !me.role.is_staff() && me.may(page.permission))
}
