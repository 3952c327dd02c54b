#pragma once

class QDialog;

namespace aurora::gui {

class ProjectSession;

/// Closes a form, as Cancel does, once another project is open than the one it was made in, or none: what it shows is
/// of that one, and must not end in the other. The same project opened again leaves it and what was typed.
void closeWithProject(QDialog* form, const ProjectSession& session);

}  // namespace aurora::gui
