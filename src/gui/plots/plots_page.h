#pragma once

#include "gui/frame/page.h"

namespace aurora::gui {

class SamplePlotsPage;

/// Sample plots as a page of the window.
class PlotsPage final : public Page
{
    Q_OBJECT

public:
    explicit PlotsPage(Frame& frame, QWidget* parent = nullptr);

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    void showSamples(const QStringList& ids) override;
    void showFiles(const QStringList& files) override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

private:
    SamplePlotsPage* m_plots;
};

}  // namespace aurora::gui
