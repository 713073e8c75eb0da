use crate::messages;

messages! {
    TITLE: "ヘルプ", "Help";
    SUB: "目的や画面ごとの手順と、必要な権限を確認できます。ログインしていなくても読めます。", "Step-by-step instructions for each page, with the permissions they require. You can read them without signing in.";
    SEARCH: "ヘルプを検索", "Search help";
    SEARCH_HINT: "すべての語を含むページを探します。", "Finds pages that contain every word.";
    FOUND: "検索結果：{n}件", "{n} {n|result|results}";
    NONE: "該当するヘルプはありません。", "No help pages match.";
    NONE_HINT: "別の言葉で検索するか、ヘルプの一覧から探してください。", "Try different words, or choose a page from the list.";
    ALL: "ヘルプの一覧を表示", "View all help pages";
    GROUP_START: "ログインとご自身のアカウント", "Signing in and your account";
    GROUP_COMPANY: "契約企業の方の画面", "Pages for companies";
    GROUP_STAFF: "運営スタッフの画面", "Pages for support staff";
    GROUP_REFERENCE: "用語・キーボード・規定", "Reference";
    ASK: "解決しない場合は、サポート窓口にお問い合わせください。", "If this doesn't help, contact Support.";
    NEEDS: "必要な権限：{right}（{roles}）", "Required permission: {right} ({roles})";
    NEEDS_ONLY_SIGN_IN: "ログインしている方は、どなたでも利用できます。", "Available to everyone who is signed in.";
    WITHHELD: "契約でダウンロードが制限されている場合は、{roles}と、個別に許可されたメンバーだけが利用できます。", "Where the contract withholds downloads, only the {roles} role and members who were individually allowed to download can do this.";
    STEP_UP: "実行する前に、本人確認を求められることがあります。", "You may be asked to confirm that it's you.";
    OPEN: "この画面を開く", "Open this page";
    SIGN_IN: "ログイン画面へ", "Go to sign-in";
    POLICY: "適用される規定", "Policies that apply to you";
    POLICY_STRANGER: "ログインしていないため、このコンソールの標準の規定「{profile}」を表示しています。ログインすると、貴社に適用される規定が表示されます。", "You aren't signed in, so these are the default rules of this console: {profile}. Sign in to see the rules that apply to your company.";
    POLICY_MEMBER: "貴社に適用されるサービスプロファイル「{profile}」の規定です。", "These are the rules of your company's service profile, {profile}.";
    POLICY_STAFF: "運営スタッフには、すべての契約企業のサービスプロファイルのうち、最も厳しい規定が適用されます。", "Support staff follow the strictest rule of all service profiles in use.";
    POLICY_SOURCES: "SL-20aのような番号を選択すると、根拠となる規定の文が表示されます。", "Select a number such as SL-20a to read the statement behind the rule.";
    POLICY_DEFAULT: "製品の標準", "Product default";
}
