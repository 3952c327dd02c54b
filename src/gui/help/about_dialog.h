#pragma once

class QWidget;

namespace aurora::gui {

/// Name, version, licence, and the versions of the libraries.
void showAbout(QWidget* parent);

}  // namespace aurora::gui
