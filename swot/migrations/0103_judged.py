from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('swot', '0102_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='judged',
            field=models.BooleanField(default=False),
        ),
    ]
