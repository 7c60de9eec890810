"""Mobile applications, installable web applications, styles that follow the screen, tests on the screens of phones."""

from __future__ import annotations

from collections.abc import Mapping

from conforme.facts import regex as re
from conforme.facts import scan

_ANDROID = re.compile(r"<application\b")
_LAUNCH = re.compile(r"android\.intent\.category\.LAUNCHER|<activity\b")
_IOS = re.compile(r"UILaunchStoryboardName|LSRequiresIPhoneOS|UISupportedInterfaceOrientations|UIRequiredDeviceCapabilities")
_FLUTTER = re.compile(r"^[ \t]{0,8}flutter:[ \t]{0,4}$|sdk:[ \t]{0,4}flutter", re.MULTILINE)
_PWA = re.compile(r'"(?:display|start_url|icons)"[ \t]{0,4}:')
_MEDIA = re.compile(
    r"@media[^{;\n]{0,120}(?:(?:max|min)-(?:device-)?width|width\s{0,3}[<>])|"
    r"@include\s{1,4}(?:[\w-]{1,40}\.)?(?:[\w-]{0,30}media-query|mq|respond[\w-]{0,20}|[\w-]{0,20}breakpoint[\w-]{0,20}|"
    r"media[\w-]{0,20}|at-media)\b|"
    r"usemediaquery",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"devices\[[\"'](?:iPhone|Pixel|Galaxy|Nexus|iPad|Moto)[^\"']{0,40}[\"']\]|isMobile\s{0,4}:\s{0,4}true|"
    r"cy\.viewport\(\s{0,4}(?:[\"'](?:iphone|samsung|ipad)[^\"']{0,20}[\"']|(?:[2-4]\d\d|var|mobile)\b)|"
    r"androidx\.test\.espresso|createAndroidComposeRule|\bXCUIApplication\(|\bdevice\.launchApp\(|IntegrationTestWidgetsFlutterBinding|"
    r"(?:viewportWidth|width)\s{0,4}:\s{0,4}[2-4]\d\d\b|setViewportSize\(\s{0,4}\{\s{0,4}width:\s{0,4}[2-4]\d\d\b",
    re.IGNORECASE,
)
MINIFIED = 2000


def app(base: str, text: str) -> int:
    """The line that shows a mobile application, 0 when the file shows none."""
    if base == "androidmanifest.xml":
        return _line(text, _ANDROID) if _LAUNCH.search(text) else 0
    if base == "info.plist":
        return _line(text, _IOS)
    if base == "pubspec.yaml":
        return _line(text, _FLUTTER)
    return 1 if base.startswith("capacitor.config") or (base == "config.xml" and "cordova" in text.lower()) else 0


def pwa(text: str) -> int:
    """The line that shows a web application manifest: icons, and how it starts or is displayed."""
    keys = {match.group().strip('": \t') for match in _PWA.finditer(text)}
    return _line(text, _PWA) if "icons" in keys and len(keys) > 1 else 0


def styles(text: str) -> int:
    """The line of the first style that depends on the width; 0 in what a tool has minified, and where there is none."""
    if text.count("\n") < len(text) // MINIFIED:
        return 0
    return _line(text, _MEDIA)


def phone(text: str) -> int:
    """The line where a test takes the screen of a phone, 0 when it does not."""
    return _line(text, _PHONE)


def _line(text: str, pattern: re.Pattern[str]) -> int:
    place = scan.first(text, pattern)
    return place.line if place is not None else 0


NATIVE: Mapping[str, str] = dict.fromkeys(("androidmanifest.xml", "info.plist", "pubspec.yaml", "config.xml"), "app")
