"""Shared design systems of governments: the packages that carry them, and what shows that one is set to work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from conforme.facts import regex as re


class System(NamedTuple):
    """`packages`: whole names, or starts that end with `/`; `markup`: what a page, a style or a script holds when it uses the system.

    `tokens`: of which a text that uses it holds one, in lower case: a quick look before the patterns.
    """

    id: str
    packages: tuple[str, ...]
    markup: re.Pattern[str]
    tokens: tuple[str, ...]


_TOKENS = {
    "qc-sdg": ("qc-", "qc_trousse"),
    "govuk": ("govuk", "play-frontend"),
    "uswds": ("usa-", "uswds", "@cmsgov/", "component-library", "<va-"),
    "dsfr": ("dsfr", "fr-", "@gouvfr", "template.data.gouv.fr"),
    "canada": ("gcds", "wet-boew", "gcweb", "<goa-", "<ontario-", "wb-", "service-canada", "@abgov", "@ongov", "@bcgov"),
    "nhsuk": ("nhsuk",),
    "italia": ("it-", "italia", "design-react-kit", "design-angular-kit"),
    "netherlands": ("utrecht", "denhaag", "nl-", "ams-", "@rijkshuisstijl", "@amsterdam", "@nl-design"),
    "nordic": ("navikt", "@digdir", "altinn", "hds-", "suomifi", "dkfds", "navds"),
    "other": (
        "vl-",
        "@govflanders",
        "@domg",
        "kern-ux",
        "@oblique",
        "@gov.au",
        "nsw-design",
        "qld-gov",
        "ag.ds-next",
        "sgds",
        "@opengovsg",
        "@tehik",
        "@egov",
        "agora-",
        "@ons/",
        "ris-ui",
    ),
}


def _system(id: str, packages: str, markup: str) -> System:
    return System(id, tuple(packages.split()), re.compile(markup, re.IGNORECASE), _TOKENS[id])


def _classes(names: str) -> str:
    """A class of these in markup, whatever the language of the template."""
    return rf"""(?:class(?:Name|List|es)?\s{{0,3}}[=:(]{{1,2}}\s{{0,3}}[^>\n]{{0,160}}?|^[ \t]{{0,60}}[%a-z0-9]{{0,12}}\.|[.]){names}"""


def _imports(names: str) -> str:
    return rf"""(?:@import|@use|@forward|@include|from|import|require\(|href=|src=|extends)[^;\n]{{0,120}}?(?:{names})"""


SYSTEMS = (
    _system(
        "qc-sdg",
        "qc-trousse-sdg @quebecca/qc-trousse-sdg qc/qc-trousse-sdg",
        r"<qc-[a-z]|qc-sdg(?:-[\w-]{1,30})?(?:\.min)?\.(?:css|js|scss)|--qc-color-|qc-trousse-sdg/|"
        r"class=\"[^\"\n]{0,120}\bqc-(?:piv|button|alert|hash)",
    ),
    _system(
        "govuk",
        "govuk-frontend govuk_frontend_toolkit govuk_template govuk_elements govuk-elements-sass govuk-frontend-jinja "
        "govuk-components govuk_design_system_formbuilder govuk_tech_docs "
        "govuk_publishing_components govuk_frontend_jinja govuk-react @govuk-react/ @ministryofjustice/frontend "
        "GovUk.Frontend.AspNetCore @hmcts/ccd-case-ui-toolkit "
        "uk.gov.hmrc:play-frontend-hmrc @x-govuk/ dfefrontend dfe-frontend",
        _classes(
            r"govuk-(?:button|header|template|grid|heading|body|width|main|footer|input|form|summary|table|link|label|error|"
            r"notification|phase|back|inset|panel|tag|list)"
        )
        + "|"
        + _imports(
            r"govuk-frontend|govuk_frontend|govuk/(?:all|base|components|template)|govuk_publishing_components|play-frontend|"
            r"govuk-elements|govuk_template|govuk_tech_docs"
        )
        + r"|\bgovuk_(?:button|link|header|form|summary|table|inset|back|tag|notification|footer|skip|start|details|panel|phase|"
        r"pagination|breadcrumb)\w{0,30}|GOVUKDesignSystemFormBuilder|\bgovuk[A-Z]\w{2,30}\(|<govuk-",
    ),
    _system(
        "uswds",
        "@uswds/uswds uswds uswds-jekyll @trussworks/react-uswds @uswds/compile us_web_design_standards @cmsgov/design-system "
        "@cmsgov/ds-healthcare-gov "
        "@department-of-veterans-affairs/component-library @18f/identity-design-system django-uswds @metrostar/comet-uswds",
        _classes(
            r"usa-(?:banner|header|button|footer|grid|input|prose|label|nav|section|alert|accordion|form|skipnav|card|checkbox|"
            r"radio|hint|logo|overlay|table|link|content|layout|hero|identifier|media|step|process|select|tag|icon)"
        )
        + "|"
        + _imports(r"uswds|@cmsgov/design-system|component-library/")
        + r"|\busa-(?:banner|header|footer|button|alert|prose|accordion|skipnav|nav)\b|<va-[a-z]",
    ),
    _system(
        "dsfr",
        "@gouvfr/dsfr @codegouvfr/react-dsfr @gouvminint/vue-dsfr @dataesr/react-dsfr @gouvfr/dsfr-chart django-dsfr dsfr "
        "dsfr-view-components dsfr-form_builder "
        "dsfr-assets template.data.gouv.fr @betagouv/ng-dsfr @edugouvfr/ngx-dsfr @gouvfr-lasuite/ui-kit @gouvfr-lasuite/cunningham-react dsfr_hanami",
        _classes(
            r"fr-(?:btn|header|footer|container|col-\d|grid-row|link|alert|card|badge|tag|input|label|select|skiplinks|nav|icon|"
            r"table|tile|callout|mb-\d|mt-\d)"
        )
        + "|"
        + _imports(r"@gouvfr/|/dsfr|react-dsfr|vue-dsfr|template\.data\.gouv\.fr|dsfr\.(?:min|module|main)|dsfr[-_/]")
        + r"|\bdsfr_(?:button|link|alert|accordion|badge|tag|header|breadcrumb|modal)\w{0,20}|\{%\s{0,3}load\s[^%]{0,60}dsfr_tags|Dsfr\.Components",
    ),
    _system(
        "canada",
        "wet-boew gcweb @gcweb/ wet-boew-gcweb @cdssnc/gcds-components @cdssnc/gcds-components-react "
        "@cdssnc/gcds-components-angular @cdssnc/gcds-components-vue @gcds-core/ "
        "@cdssnc/gcds-utility @cdssnc/gcds-tokens @dts-stn/service-canada-design-system @ongov/ontario-design-system-component-library "
        "@ongov/ontario-design-system-component-library-react @ongov/ontario-design-system-global-styles "
        "@abgov/react-components @abgov/web-components @abgov/angular-components "
        "@bcgov/design-system-react-components @bcgov/design-tokens @bcgov/bootstrap-theme @bcgov/bootstrap-v5-theme ca.gov.dts-stn",
        r"<gcds-[a-z]|wet-boew(?:[\w./-]{0,60})\.(?:css|js)|gcweb(?:[\w./-]{0,60})\.(?:css|js)|<goa-[a-z]|<ontario-[a-z]|"
        r"\bid=\"wb-(?:bnr|lng|cont|srch|info)|"
        + _imports(
            r"gcds-components|@gcds-core|service-canada-design-system|@abgov/|@ongov/|@bcgov/(?:design|bootstrap)|"
            r"ontario-design-system|wet-boew|gcweb|GCWeb"
        ),
    ),
    _system(
        "nhsuk",
        "nhsuk-frontend nhsuk-react-components @nhsuk/ nhsuk-frontend-jinja @nice-digital/",
        _classes(r"nhsuk-(?:button|header|grid|heading|body|width|main|footer|input|form|card|u-|back|inset|summary|table|link|label)")
        + "|"
        + _imports(r"nhsuk-frontend|nhsuk/|nhsuk-react"),
    ),
    _system(
        "italia",
        "bootstrap-italia design-react-kit design-angular-kit @italia/ design-comuni-wordpress-theme bootstrap-italia-sass",
        r"<it-[a-z]|class=\"[^\"\n]{0,120}\bit-(?:header|footer|nav|hero|brand)|" + _imports(r"bootstrap-italia|design-react-kit|design-angular-kit"),
    ),
    _system(
        "netherlands",
        "@utrecht/ @gemeente-denhaag/ @rijkshuisstijl-community/ @nl-design-system/ @nl-design-system-candidate/ "
        "@amsterdam/asc-ui @amsterdam/design-system-react @amsterdam/design-system-css @open-formulieren/design-tokens",
        _classes(r"(?:utrecht|denhaag|nl|ams)-(?:button|page|heading|paragraph|link|document|form)")
        + "|"
        + _imports(r"@utrecht/|@gemeente-denhaag/|@rijkshuisstijl|@nl-design-system|@amsterdam/"),
    ),
    _system(
        "nordic",
        "@navikt/ds-react @navikt/ds-css @navikt/aksel-stylelint @digdir/designsystemet-react @digdir/designsystemet-css "
        "@altinn/altinn-components @altinn/altinn-design-system "
        "hds-react hds-core suomifi-ui-components dkfds @digdir/design-system-react",
        _imports(r"@navikt/ds-|@digdir/|@altinn/altinn-|hds-react|hds-core|suomifi-ui|dkfds") + "|" + _classes(r"(?:navds|hds)-[a-z]"),
    ),
    _system(
        "other",
        "@govflanders/vl-ui-core @govflanders/ @domg-wc/ @kern-ux/native @kern-ux/ @oblique/oblique @oblique/toolchain "
        "@swisspost/design-system-styles @gov.au/core @gov.au/ nsw-design-system @qld-gov-au/qgds-bootstrap5 "
        "@ag.ds-next/react @govtechsg/sgds @govtechsg/sgds-web-component @opengovsg/design-system-react @tehik-ee/tedi-react "
        "@egov/cvi @egov/ @gouv/ @ama-pt/agora-design-system "
        "@digitalservicebund/ris-ui @swiss/design-system @ons/design-system @digdir/ @guardian/ id-design-system",
        _imports(
            r"@govflanders/|@domg-wc/|@kern-ux|@oblique/|@gov\.au/|nsw-design-system|@qld-gov-au|@ag\.ds-next|@govtechsg/sgds|"
            r"@opengovsg/design-system|@tehik-ee|@egov/|agora-design-system|@ons/design-system|ris-ui"
        )
        + r"|class=\"[^\"\n]{0,120}\bvl-(?:button|grid|typography|link|layout)|<sgds-[a-z]|<vl-[a-z]",
    ),
)
BY_ID: Mapping[str, System] = {system.id: system for system in SYSTEMS}


def of_package(name: str) -> System | None:
    """The system that a package carries."""
    for system in SYSTEMS:
        if any(name == known or (known.endswith("/") and name.startswith(known)) for known in system.packages):
            return system
    return None
